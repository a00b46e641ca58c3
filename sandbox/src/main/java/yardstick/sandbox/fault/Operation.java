package yardstick.sandbox.fault;

/** What the sandbox does that a fault can hit. */
public enum Operation {
    AUTHORISE,
    CAPTURE,
    VOID,
    REFUND,
    WEBHOOK,
    QUERY,
    /** The carrier takes a parcel. */
    SHIPMENT,
    /** The carrier is asked for a parcel. */
    TRACK,
    /** The carrier is asked to forget a parcel. */
    RECALL
}
