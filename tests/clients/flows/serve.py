"""`flow.serve(…)`."""

from flows import three_tasks

# The process of each run reads this file as well.
if __name__ == "__main__":
    three_tasks.serve(name="served", cron="0 4 1 1 *", parameters={"n": 2}, tags=["served"])
