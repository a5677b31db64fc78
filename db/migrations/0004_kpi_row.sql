-- What each finished order adds to the maker's figures. A read model: replay writes it anew.
CREATE TABLE kpi_row (
    order_no    TEXT NOT NULL,
    code        TEXT NOT NULL,
    client      TEXT NOT NULL,
    done_on     TEXT NOT NULL,
    numerator   INTEGER NOT NULL,
    denominator INTEGER NOT NULL,
    PRIMARY KEY (order_no, code)
) STRICT, WITHOUT ROWID;
