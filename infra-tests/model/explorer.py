"""Explores random histories of a model: what its command line does."""
import sys
import time
import traceback


class Explorer:
    """Of a model with these rules, options and histories."""

    def __init__(self, usage, rules, options, history):
        self.usage, self.rules, self.options, self.history = usage, rules, options, history

    def one(self, seed, rules, options):
        history = self.history(seed, rules, options)
        try:
            return history, history.run()
        except Exception:
            return history, [traceback.format_exc()]

    def explore(self, rules, seeds, options):
        """What was violated, shortest history first."""
        found = []
        for seed in seeds:
            history, violations = self.one(seed, rules, options)
            if violations:
                found.append((len(history.trace), seed, violations))
        return sorted(found)

    def named(self, rules):
        if rules == 'all':
            return set(self.rules)
        names = set(rules.removeprefix('-').split(','))
        if not names <= set(self.rules):
            sys.exit(f'no such rule: {", ".join(names - set(self.rules))}')
        return set(self.rules) - names if rules.startswith('-') else names

    def main(self, words):
        options = {name: default for name, (default, _) in self.options.items()}
        options |= {w: True for w in words if w in self.options}
        options |= {w.removeprefix('no-'): False for w in words if w.removeprefix('no-') in self.options and w not in self.options}
        match [w for w in words if w.removeprefix('no-') not in self.options]:
            case ['run', rules, n, *first]:
                start, began = int(first[0]) if first else 0, time.monotonic()
                found = self.explore(self.named(rules), range(start, start + int(n)), options)
                print(f'{len(found)} of {n} violated ({time.monotonic() - began:.0f} s)')
                for length, seed, violations in found[:6]:
                    print(f'  seed {seed}, {length} lines:', *violations[:3])
            case ['ablate', n]:
                for rule in self.rules:
                    found = self.explore(set(self.rules) - {rule}, range(int(n)), options)
                    shortest = [f'seed {seed}, {length} lines: {violations[0]}' for length, seed, violations in found[:1]]
                    print(f'{rule:8s} {len(found):6d} of {n}', *shortest, flush=True)
            case ['trace', rules, seed]:
                history, violations = self.one(int(seed), self.named(rules), options)
                print(*history.trace, '=>', *violations or ['nothing violated'], sep='\n')
            case _:
                print(self.usage)
                print('RULES', *(f'  {name:8s} {meaning}' for name, meaning in self.rules.items()), sep='\n')
                print('OPTIONS (`no-` takes away what is there by default)',
                      *(f'  {"no-" * on + name:11s} {meaning}' for name, (on, meaning) in self.options.items()), sep='\n')
