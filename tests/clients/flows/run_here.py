"""`python flow.py`: runs flows where it is called, by their names in flows.py."""

import sys

import flows

for name in sys.argv[1:]:
    flow = getattr(flows, name)
    flow.with_options(flow_run_name=f"here_{name}")()
