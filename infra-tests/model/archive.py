#!/usr/bin/env python3
"""An executable model of how Lethe archives, with a random explorer.

A seed is one history. Every call to the outside is a point where anything else may run or the process may be killed.
A call may take effect late, twice, or without its caller ever knowing.

  archive.py run all|RULES N [FIRST] [OPTION...]     explore N seeds (RULES: `-even,name` leaves two out, `even,name` has no other)
  archive.py ablate N [OPTION...]                    leave out each rule in turn: how many break, and the shortest
  archive.py trace all|RULES SEED [OPTION...]        print one history
"""
import sys

from deliveries import History
from explorer import Explorer

RULES = {
    # what a run is
    'parents': 'a new shard waits until its parents are committed to their end',
    'item': "the shard's item is read before the marks",
    'mark': "a command changes its label's mark before the marks are read: dead, held, or free",
    'keep': 'a mark that says dead is not written again',
    'late': 'marks are read of all labels in the run, and lines of dead ones are left out',
    'before': 'also those before the command',
    'strong': 'reads of the table and its index are strongly consistent',
    # the object
    'name': 'an object is named after the first line of the run, not its first record',
    'any': 'be the line dead or alive',
    'even': 'it is written even if no line is left',
    'absent': 'it is put only if nothing is there',
    'claim': 'what is there is overwritten only after a claim',
    'order': 'made after the ETag was read',
    'etag': 'and only if it still has that ETag',
    'fresh': 'each body has something fresh in it, so no ETag comes twice',
    # the commit
    'known': "a claim is written only if the shard's item is as it was read, not only its checkpoint",
    'commit': 'so is the checkpoint',
    'index': 'the index is written before the commit',
    'most': "the index's number of lines only grows",
    # commands
    'after': 'a command is obeyed after the commit, when no line of its label can come any more',
    'again': 'also when it is at or below the checkpoint',
    'count': 'what is found is stored in the mark before any of the index is deleted',
    'first': 'the first that is stored stays',
    'stored': 'and is the answer',
    'match': 'a label is taken out of an object only if it still has the ETag that was read',
    'stays': 'an object that has no line any more is not deleted',
    'last': 'the answer comes after all that',
    # facts are sealed, and opened again
    'newer': "a restriction or its lifting changes the mark only if its state is newer than the mark's",
    'held': 'facts of held labels are sealed before they are put',
    'then': 'the mark is read after the object that is rewritten',
    'says': 'the object is written as the mark says, not as the command',
    'touch': 'and written even if nothing changes',
    'drop': 'facts whose key is gone are dropped',
}
OPTIONS = {
    # name: (whether it is on, what it does)
    'cbp': (True, 'a child shard may be delivered before its parent ended'),
    'rewind': (True, 'a delivery may begin before what is done'),
    'zombie': (True, 'an invocation that was thought dead may go on'),
    'ghosts': (True, 'single calls may take effect late, of dead and of living invocations, and twice'),
    'delete': (True, 'the index of a dead label is deleted: it saves work, nothing depends on it'),
    'early': (False, 'a claim before the first put, too: it is not needed'),
    'exact': (False, 'lines are counted in the objects themselves, label by label: the answer is exact, and the index needs no numbers'),
    'big': (False, 'longer histories with more lines'),
}

if __name__ == '__main__':
    Explorer(__doc__, RULES, OPTIONS, History).main(sys.argv[1:])
