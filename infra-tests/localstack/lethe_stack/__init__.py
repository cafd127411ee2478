"""The local stack as a command: finding tools, installing, starting, deploying, stopping."""
