package yardstick.catalog.attribute;

/** What the values of an attribute are. */
public enum AttributeKind {
    /** Free words, shown as they are. */
    TEXT,
    /** An amount, with a UCUM unit or without. */
    NUMBER,
    /** One or several choices of a list. */
    ENUM,
    /** Choices with a colour swatch. */
    COLOUR,
    /** A size label or measures of several sides. */
    SIZE,
    /** Yes or no. */
    BOOLEAN,
    /** A calendar day or month. */
    DATE,
    /** Name of another thing: a model, a series. */
    REFERENCE
}
