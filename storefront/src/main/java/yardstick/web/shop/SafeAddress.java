package yardstick.web.shop;

/** Addresses that came in by form or query and are redirected to: only paths of this shop. */
final class SafeAddress {

    private SafeAddress() {}

    static String of(String wanted, String otherwise) {
        boolean path = wanted.startsWith("/") && !wanted.startsWith("//") && wanted.length() <= 2000;
        boolean clean = path
                && wanted.chars().allMatch(c -> c > 0x20 && c < 0x7f && c != '\\' && c != '"' && c != '<' && c != '>');
        return clean ? wanted : otherwise;
    }
}
