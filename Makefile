# `make` alone says what can be done.
.DEFAULT_GOAL := help
SHELL := /bin/sh

PORT ?= 4566
TEST_PORT ?= 4567

STACK := infra-tests/localstack/stack
MAVEN := ./mvnw -B -ntp
# Maven's own libraries warn on a JDK 25.
export MAVEN_OPTS ?= --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow

FUNCTIONS := ingest aggregate archive insights control retention subjects
SDK_PYTHON := .local/tools/sdk-python/bin/python
SAM_PYTHON := .local/tools/sam/bin/python
LOCALSTACK_PYTHON := .local/tools/localstack/bin/python
COUNTRY_PYTHON := .local/tools/country-database/bin/python
OPERATE_PYTHON := .local/tools/operate/bin/python
RECEIPTS_PYTHON := .local/tools/receipts/bin/python

# On the stack of `make run`, or on AWS the one that is named.
OPERATE = $(STACK) setup operate && PYTHONPATH=tools $(OPERATE_PYTHON) -m operate
OF_CONSUMER = $(if $(CONSUMER),--consumer "$(CONSUMER)")
ON_STACK = $(if $(STACK_NAME),--stack "$(STACK_NAME)",--outputs .local/run/outputs.json)

# Runs what follows with the JDK 25 and the Python 3.13 that were found.
WITH_TOOLS = eval "$$($(STACK) env)" && export LETHE_PYTHON JAVA_HOME="$$LETHE_JAVA_HOME" &&

# Programs among the tests.
TEST_CLASS_PATH := target/programs.classpath
COMPILE_TESTS = $(MAVEN) -q test-compile dependency:build-classpath -pl infra-tests -am -Dmdep.outputFile=target/programs.classpath
# In the folder that tests run in.
RUN_OF_TESTS = cd infra-tests && "$$JAVA_HOME/bin/java" -cp "target/test-classes:$$(cat $(TEST_CLASS_PATH))"

.PHONY: help
help: ## what can be done
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-17s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: doctor
doctor: ## which tools are missing, and how to get them
	@$(STACK) doctor

.PHONY: setup
setup: doctor
	@$(STACK) setup

.PHONY: run
run: setup ## set everything up, deploy to the local stack, send events, show the statistics, use rights (PORT=4566)
	@$(STACK) --name run up --port $(PORT)
	@$(STACK) --name run deploy
	@$(SDK_PYTHON) infra-tests/demo/demo.py

.PHONY: stop
stop: ## stop what `make run` left running
	@$(STACK) --name run down

.PHONY: logs
logs: ## what the functions logged (FUNCTION=ingest, FOLLOW=1)
	@$(STACK) --name run logs $(FUNCTION) $(if $(FOLLOW),--follow)

.PHONY: redrive
redrive: ## put back on the stream what was passed over (PREFIX=undecodable/, DRY_RUN=1; on AWS: STACK_NAME=lethe)
	@$(OPERATE) redrive $(ON_STACK) $(if $(PREFIX),--prefix "$(PREFIX)") $(if $(DRY_RUN),--dry-run)

.PHONY: skip
skip: ## skip a record that kills a function (SHARD=shardId-000000000003 SEQUENCE=4959…, CONSUMER=archive; STACK_NAME=lethe)
	@$(OPERATE) skip $(ON_STACK) $(OF_CONSUMER) --shard "$(SHARD)" --sequence "$(SEQUENCE)"

.PHONY: shards
shards: ## how far each shard is done, what waits in it, and the skip list (CONSUMER=archive, STACK_NAME=lethe)
	@$(OPERATE) shards $(ON_STACK) $(OF_CONSUMER)

.PHONY: restore
restore: ## restore a table while what uses it is closed (TABLE=insights, requests or registry; FROM=lethe-restored-insights, AT=2026-11-25T12:00:00Z; STACK_NAME=lethe)
	@$(OPERATE) restore $(ON_STACK) --table "$(TABLE)" --from "$(FROM)" $(if $(AT),--at "$(AT)") $(if $(WAIT),--wait "$(WAIT)")

.PHONY: customer
customer: ## take in a customer, and show its first secret key (NAME="Example GmbH" EMAIL=privacy@example.com STACK_NAME=lethe)
	@$(OPERATE) customer $(ON_STACK) --name "$(NAME)" --email "$(EMAIL)"

.PHONY: sub-processor
sub-processor: ## announce somebody else who will have data (NAME="Mail Inc." COUNTRY=US PURPOSE="sends mail" SAFEGUARD=adequacy_decision FROM=2026-12-31 STACK_NAME=lethe)
	@$(OPERATE) sub-processor $(ON_STACK) --name "$(NAME)" --country "$(COUNTRY)" --purpose "$(PURPOSE)" --safeguard "$(SAFEGUARD)" $(if $(FROM),--from "$(FROM)")

.PHONY: end-sub-processor
end-sub-processor: ## say when somebody has no data any more (ID=sub_… UNTIL=2026-12-31 STACK_NAME=lethe)
	@$(OPERATE) end-sub-processor $(ON_STACK) --id "$(ID)" $(if $(UNTIL),--until "$(UNTIL)")

.PHONY: privacy-contacts
privacy-contacts: ## whom to tell at customers' of what concerns privacy (STACK_NAME=lethe)
	@$(OPERATE) privacy-contacts $(ON_STACK)

.PHONY: read
read: ## read what is held of a subject, whom it asks for; its customer sees that (CUSTOMER=cus_… APP=app_… TO=package.zip GROUND=security_of_processing REFERENCE=INC-17; READ=… goes on; STACK_NAME=lethe)
	@$(OPERATE) read $(ON_STACK) --customer "$(CUSTOMER)" --app "$(APP)" --to "$(TO)" $(if $(READ),--read "$(READ)",--ground "$(GROUND)" --reference "$(REFERENCE)") $(if $(IDENTITY_TYPE),--identity-type "$(IDENTITY_TYPE)") $(if $(RECIPIENT),--recipient "$(RECIPIENT)")

.PHONY: recover-vault
recover-vault: ## find rights again after the Vault was lost, and serve applications again (STACK_NAME=lethe)
	@$(OPERATE) recover-vault $(ON_STACK)

.PHONY: ship-logs
ship-logs: ## ship logs again that the outside service did not take (STACK_NAME=lethe; docs/logs.md)
	@$(OPERATE) ship-logs $(ON_STACK)

.PHONY: verify-receipt
verify-receipt: ## check a receipt of an erasure, offline (FILE=…; CERTIFICATE=the operator's, PREVIOUS=the one before, CLOSES=the one that it closes)
	@$(STACK) setup receipts
	@test -n "$(FILE)" || { echo "Which receipt? make verify-receipt FILE=docs/receipts/first.json" >&2; exit 1; }
	@PYTHONPATH=tools $(RECEIPTS_PYTHON) -m receipts "$(FILE)" $(if $(CERTIFICATE),--certificate "$(CERTIFICATE)") \
	  $(if $(PREVIOUS),--previous "$(PREVIOUS)") $(if $(CLOSES),--closes "$(CLOSES)")

.PHONY: verify-audit
verify-audit: ## check an audit of what is kept, offline (FILE=…; CERTIFICATE=the operator's)
	@$(STACK) setup receipts
	@test -n "$(FILE)" || { echo "Which audit? make verify-audit FILE=docs/audits/audit.json" >&2; exit 1; }
	@PYTHONPATH=tools $(RECEIPTS_PYTHON) -m receipts.audit "$(FILE)" $(if $(CERTIFICATE),--certificate "$(CERTIFICATE)")

.PHONY: reference
reference: ## the API's reference page, of docs/openapi.yaml
	@$(STACK) setup redocly
	@tools/reference/reference page .local/reference
	@echo "Open .local/reference/index.html"

.PHONY: test
test: setup ## every test, on a local stack of its own (TEST_PORT=4567)
	@$(STACK) setup country-database
	@$(STACK) setup operate
	@$(STACK) setup queries
	@$(STACK) setup receipts
	@$(STACK) setup redocly
	@$(STACK) setup schemathesis
	@infra-tests/run-tests $(TEST_PORT)

.PHONY: unit
unit: ## the functions' tests alone, without a stack
	@$(WITH_TOOLS) $(MAVEN) verify -pl '!infra-tests'

.PHONY: simulate
simulate: SEEDS ?= 5000
simulate: FIRST ?= 0
simulate: ## play many seeds of the simulation, in which everything fails at some time (SEEDS=5000, FIRST=0)
	@$(WITH_TOOLS) $(COMPILE_TESTS) && \
	  $(RUN_OF_TESTS) -Djdk.virtualThreadScheduler.parallelism=1 dev.lethe.infra.simulation.Simulate $(FIRST) $(SEEDS)

.PHONY: bench
bench: ## what counting, archiving and queries cost, and how long answers take, on the stack of `make run`
	@test -f .local/run/outputs.json || { echo "No stack is up. Start one: make run" >&2; exit 1; }
	@$(WITH_TOOLS) $(COMPILE_TESTS) && $(RUN_OF_TESTS) -Dlethe.outputs=../.local/run/outputs.json dev.lethe.infra.bench.Bench

.PHONY: mutate
mutate: setup ## break each rule on purpose, one by one, and see a test fail (DEPLOYED=1: on the stack of `make run` too)
	@$(WITH_TOOLS) $$LETHE_PYTHON infra-tests/mutations/mutate.py $(if $(DEPLOYED),--outputs .local/run/outputs.json) \
	  $(if $(ONLY),--only "$(ONLY)")

.PHONY: country-database
country-database: doctor ## newer data to tell countries by (FROM="files or addresses", DATE=2026-06-17)
	@$(STACK) setup country-database
	@PYTHONPATH=tools $(COUNTRY_PYTHON) -m country_database $(if $(DATE),--date $(DATE)) $(FROM)

.PHONY: format
format: ## format the Java sources
	@$(WITH_TOOLS) $(MAVEN) -q spotless:apply

.PHONY: clean
clean: stop ## remove what was built and installed
	@$(STACK) --name test down
	rm -rf .local .aws-sam target */target functions/*/target

# --- What the SAM CLI calls to build a function: `make build-IngestFunction`, with ARTIFACTS_DIR set ---

PACKAGED := .local/packaged
SOURCES := $(shell find pom.xml shared-lib functions -name target -prune -o \
	\( -name pom.xml -o -path '*/src/main/*' -type f \) -print)

$(PACKAGED): $(SOURCES)
	rm -rf functions/*/target/libraries
	$(MAVEN) -q package -DskipTests -am $(FUNCTIONS:%=-pl functions/%)
	mkdir -p $(@D) && touch $@

# A function is of the module that its handler in the template is of.
build-%Function: $(PACKAGED)
	@test -n "$(ARTIFACTS_DIR)" || { echo "This target is for the SAM CLI: sam build" >&2; exit 1; }
	module=$$(sed -n '/^  $*Function:$$/,/^      Handler:/s/^      Handler: dev\.lethe\.\([a-z]*\)\..*/\1/p' template.yaml) && \
	test -n "$$module" && mkdir -p "$(ARTIFACTS_DIR)/lib" && \
	cp -R "functions/$$module/target/classes/." "$(ARTIFACTS_DIR)/" && \
	cp functions/$$module/target/libraries/*.jar "$(ARTIFACTS_DIR)/lib/"
