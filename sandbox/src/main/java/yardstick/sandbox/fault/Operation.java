package yardstick.sandbox.fault;

/** What the sandbox does that a fault can hit. */
public enum Operation {
    AUTHORISE,
    CAPTURE,
    VOID,
    REFUND,
    WEBHOOK,
    QUERY
}
