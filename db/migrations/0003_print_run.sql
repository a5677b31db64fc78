-- Labels that were issued together: jobs run_id to last_job_id of print_queue. State like the queue
-- itself, and never replayed.
CREATE TABLE print_run (
    run_id        INTEGER PRIMARY KEY,
    last_job_id   INTEGER NOT NULL,
    paused        INTEGER NOT NULL DEFAULT 0,
    check_wanted  INTEGER NOT NULL DEFAULT 0  -- The rest waits until the first label was read back.
) STRICT;

-- What a batch's labels came to is asked while people watch.
CREATE INDEX print_queue_by_batch ON print_queue (batch_no, order_no, job_id);
