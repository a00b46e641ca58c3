package yardstick.catalog.extract;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The rules of a robots.txt for one agent (RFC 9309): the longest matching rule wins, allow before disallow. */
record Robots(List<Rule> rules) {

    private static final int LONGEST_LINE = 2_000;

    private record Rule(String path, boolean allowed) {

        boolean matches(String path) {
            StringBuilder pattern = new StringBuilder();
            for (String part : this.path.replaceFirst("\\$$", "").split("\\*", -1)) {
                pattern.append(pattern.isEmpty() ? "" : ".*").append(Pattern.quote(part));
            }
            return Pattern.compile(pattern + (this.path.endsWith("$") ? "$" : ""))
                    .matcher(path)
                    .lookingAt();
        }
    }

    static Robots parse(String text, String agent) {
        String own = agent.substring(0, Math.max(agent.indexOf('/'), 0)).toLowerCase(Locale.ROOT);
        List<Rule> mine = new ArrayList<>();
        List<Rule> everybody = new ArrayList<>();
        List<List<Rule>> current = new ArrayList<>();
        boolean agents = false;
        for (String line : text.lines().limit(10_000).toList()) {
            String plain = line.replaceFirst("#.*", "").strip();
            int colon = plain.indexOf(':');
            if (colon < 0 || plain.length() > LONGEST_LINE) {
                continue;
            }
            String key = plain.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            String value = plain.substring(colon + 1).strip();
            if (key.equals("user-agent")) {
                if (!agents) {
                    current.clear();
                }
                agents = true;
                String named = value.toLowerCase(Locale.ROOT);
                if (named.equals("*")) {
                    current.add(everybody);
                } else if (own.startsWith(named)) {
                    current.add(mine);
                }
            } else if (key.equals("allow") || key.equals("disallow")) {
                agents = false;
                if (!value.isEmpty()) {
                    current.forEach(rules -> rules.add(new Rule(value, key.equals("allow"))));
                }
            }
        }
        return new Robots(mine.isEmpty() ? everybody : mine);
    }

    boolean allows(String path) {
        Rule best = null;
        for (Rule rule : rules) {
            boolean longer = best == null
                    || rule.path().length() > best.path().length()
                    || rule.path().length() == best.path().length() && rule.allowed();
            if (longer && rule.matches(path)) {
                best = rule;
            }
        }
        return best == null || best.allowed();
    }
}
