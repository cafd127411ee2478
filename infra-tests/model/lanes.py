#!/usr/bin/env python3
"""An executable model of how Lethe counts, with a random explorer.

A seed is one history. Every `yield` is a point where anything else may run or the process may be killed;
between two yields there is at most one effect on the outside.

  lanes.py run all|RULES N [FIRST] [OPTION...]     explore N seeds (RULES: `-zero,own` leaves two out, `zero,own` has no other)
  lanes.py ablate N [OPTION...]                    leave out each rule in turn: how many break, and the shortest
  lanes.py trace all|RULES SEED [OPTION...]        print one history
"""
import sys

from explorer import Explorer
from history import History

RULES = {
    # the Ledger
    'absent': 'an entry is put only if its number is free',
    'reread': 'a refused write drops all that was read of the label',
    'once': 'what was read of a raw day is not read again until all is dropped',
    'newer': 'an entry names the header version it was decided under, a shell the dead one: a reader with an older header drops all',
    'head': 'a header that says dead holds for entries that were read after it',
    'shells': 'erased entries are emptied, not deleted',
    'peritem': 'whether the entry is there is judged per raw day, not per record',
    # deciding
    'firsts': 'the first of a bucket is judged over all raw days that can touch it, not only the own one',
    'week': 'and the first of a week over those that can touch the week, not the day',
    'skewed': 'the header names raw days with entries that count on a far local day',
    'mention': 'entries mention sessions that were known already, too',
    # commands
    'dead': 'an erase marks the header dead in its turn, before counters',
    'found': 'what was found is stored with it, and repeated commands answer that',
    'epoch': 'a retraction takes what was decided under older states, not what is before it',
    'prev': 'but not what the retraction before it took',
    'own': 'a retraction that is in the header already is repeated even when the label is dead',
    # counters
    'gate': 'a mark per shard, and a shard waits for its parents',
    'zero': 'a fold that nets to zero is written: the watermark must move',
    # gate and rights
    'idem': 'begin is idempotent per request',
    'work': 'labels to erase are noted in the same write as the tombstone',
    'serial': 'a lifting waits until the command of the objection is in the lane',
    'keepobj': 'whoever objected to statistics is erased without `keep`',
}
OPTIONS = {
    # name: (whether it is on, what it does)
    'cbp': (True, 'a child shard may be delivered before its parent ended'),
    'rewind': (True, 'a delivery may begin before what is done'),
    'zombie': (True, 'an invocation that was thought dead may go on'),
    'retract': (True, 'there are objections and liftings'),
    'keep': (True, 'erasures may keep anonymous statistics'),
    'slowz': (False, 'zombies are slow in all histories, not in some'),
    'noskip': (False, 'marks are not used to skip: Ledger and watermarks are on their own'),
    'big': (False, 'longer histories with more messages'),
}


if __name__ == '__main__':
    Explorer(__doc__, RULES, OPTIONS, History).main(sys.argv[1:])
