CREATE TABLE metrics.release_reading (
    release_id  bigint PRIMARY KEY REFERENCES metrics.release (id) ON DELETE CASCADE,
    split       text             NOT NULL,
    cap         double precision NOT NULL,
    crossed     bigint           NOT NULL,
    mark        text             NOT NULL,
    took_ms     bigint           NOT NULL,
    computed_at timestamptz      NOT NULL
);
COMMENT ON TABLE metrics.release_reading IS 'how far the events had been read when the statistics of a release were computed';

CREATE TABLE metrics.release_statistic (
    release_id bigint NOT NULL REFERENCES metrics.release (id) ON DELETE CASCADE,
    variant    text   NOT NULL,
    day        date   NOT NULL,
    dimension  text   NOT NULL,
    segment    text   NOT NULL,
    visitors        double precision NOT NULL,
    orders          double precision NOT NULL,
    revenue         double precision NOT NULL,
    visits          double precision NOT NULL,
    orders_orders   double precision NOT NULL,
    revenue_revenue double precision NOT NULL,
    visits_visits   double precision NOT NULL,
    revenue_orders  double precision NOT NULL,
    orders_visits   double precision NOT NULL,
    pre             double precision NOT NULL,
    pre_pre         double precision NOT NULL,
    orders_pre      double precision NOT NULL,
    revenue_pre     double precision NOT NULL,
    visits_pre      double precision NOT NULL,
    buyers          double precision NOT NULL,
    repeaters       double precision NOT NULL,
    buyers_pre      double precision NOT NULL,
    repeaters_pre   double precision NOT NULL,
    capped          double precision NOT NULL,
    capped_capped   double precision NOT NULL,
    capped_orders   double precision NOT NULL,
    capped_pre      double precision NOT NULL,
    viewers         double precision NOT NULL,
    carters         double precision NOT NULL,
    checkouts       double precision NOT NULL,
    PRIMARY KEY (release_id, dimension, segment, variant, day)
);
COMMENT ON TABLE metrics.release_statistic IS 'what each day added to the sums over visitors; adding up days gives the statistics of an evening';
