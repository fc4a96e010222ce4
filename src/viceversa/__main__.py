"""`python -m viceversa` is the console script."""

from viceversa.cli import main

raise SystemExit(main())
