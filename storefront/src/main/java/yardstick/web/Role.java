package yardstick.web;

/**
 * Who may call a resource method. {@code PUBLIC} is anyone, machines included, without a form token; {@code SHOPPER}
 * is any browser; {@code MEMBER} a signed-in customer; {@code TOKEN} the bearer of the command line's token.
 */
public enum Role {
    PUBLIC,
    SHOPPER,
    MEMBER,
    OWNER,
    SUPPORT,
    WAREHOUSE,
    FINANCE,
    MARKETING,
    TOKEN;

    /** True for the roles a member of staff may hold. */
    public boolean staff() {
        return ordinal() >= OWNER.ordinal() && ordinal() <= MARKETING.ordinal();
    }

    /** True when whoever has this role may do all that the other one may. */
    public boolean holds(Role other) {
        return this == other || (this == OWNER && other.staff());
    }
}
