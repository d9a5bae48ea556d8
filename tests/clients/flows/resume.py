"""`resume_flow_run(…)`."""

import sys

from prefect.flow_runs import resume_flow_run

resume_flow_run(sys.argv[1])
