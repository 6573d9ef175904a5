"""The benchmarks. Python's standard library only: what runs them must not need an installation of its own."""
