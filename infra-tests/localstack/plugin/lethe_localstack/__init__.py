"""LocalStack plug-ins that make it run without Docker and without downloads."""
