package yardstick.metrics.attribution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.metrics.Attribution;
import yardstick.tracking.Facts;
import yardstick.tracking.Journey;

/** {@link Attribution} from the journeys of the event store and costs that were imported. */
@ApplicationScoped
public class DefaultAttribution implements Attribution {

    private static final int MOST_WAYS = 50;

    /** A contact without which at least this share of orders is lost is golden; less than the other one is noise. */
    private static final double GOLDEN = 0.2;

    private static final double NOISE = 0.02;

    @Inject
    Database database;

    @Inject
    Facts facts;

    @Inject
    Settings settings;

    DefaultAttribution() {}

    /** Outside a container. */
    public DefaultAttribution(Database database, Facts facts, Settings settings) {
        this.database = database;
        this.facts = facts;
        this.settings = settings;
    }

    @Override
    public Report report(Query query) {
        String currency = settings.currency();
        List<Journey> journeys =
                facts.journeys(query.from(), query.to(), currency, query.level().ordinal() + 1);
        Map<Model, Map<String, Double>> orders = new EnumMap<>(Model.class);
        for (Model model : Model.values()) {
            orders.put(model, Credits.of(model, journeys, journey -> 1));
        }
        Map<String, Double> revenue = Credits.of(query.model(), journeys, Journey::valueMinor);
        Map<String, Double> fresh = Credits.of(query.model(), journeys, journey -> journey.first() ? 1 : 0);
        Map<String, Long> costs = costs(query, currency);
        Map<String, Double> removal = Credits.removalEffects(journeys);
        long converted = journeys.stream().filter(Journey::converted).count();
        long untouched = journeys.stream()
                .filter(journey -> journey.converted() && journey.touches().isEmpty())
                .count();
        List<Line> lines = new ArrayList<>();
        List<String> contacts = Credits.contacts(orders);
        costs.keySet().stream()
                .filter(name -> !contacts.contains(name))
                .sorted()
                .forEach(contacts::add);
        for (String contact : contacts) {
            Map<Model, Double> shares = new EnumMap<>(Model.class);
            orders.forEach((model, credits) ->
                    shares.put(model, credits.getOrDefault(contact, 0.0) / Math.max(1, converted - untouched)));
            lines.add(line(
                    new Named(contact, shares, removal.getOrDefault(contact, 0.0)),
                    orders.getOrDefault(query.model(), Map.of()).getOrDefault(contact, 0.0),
                    new Brought(revenue.getOrDefault(contact, 0.0), fresh.getOrDefault(contact, 0.0)),
                    costs.getOrDefault(contact, 0L)));
        }
        return new Report(currency, converted, untouched, lines, ways(journeys));
    }

    private record Named(String contact, Map<Model, Double> shares, double removal) {}

    private record Brought(double revenue, double buyers) {}

    private static Line line(Named named, double orders, Brought brought, long cost) {
        Role role = named.removal() >= GOLDEN ? Role.GOLDEN : named.removal() < NOISE ? Role.NOISE : Role.PLAIN;
        return new Line(
                named.contact(),
                named.shares(),
                orders,
                brought.revenue(),
                brought.buyers(),
                cost,
                cost == 0 || brought.buyers() == 0 ? null : cost / brought.buyers(),
                cost == 0 ? null : brought.revenue() / cost,
                named.removal(),
                role);
    }

    private static List<Way> ways(List<Journey> journeys) {
        Map<List<String>, long[]> ways = new LinkedHashMap<>();
        for (Journey journey : journeys) {
            if (!journey.touches().isEmpty()) {
                long[] sums = ways.computeIfAbsent(journey.touches(), key -> new long[3]);
                sums[0] += journey.people();
                sums[1] += journey.converted() ? journey.people() : 0;
                sums[2] += journey.valueMinor();
            }
        }
        return ways.entrySet().stream()
                .map(way -> new Way(way.getKey(), way.getValue()[0], way.getValue()[1], way.getValue()[2]))
                .sorted(Comparator.comparingLong(Way::orders)
                        .thenComparingLong(Way::people)
                        .reversed())
                .limit(MOST_WAYS)
                .toList();
    }

    private Map<String, Long> costs(Query query, String currency) {
        String name = query.level() == Level.CHANNEL ? "channel" : "concat_ws(' / ', channel, nullif(campaign, ''))";
        Map<String, Long> costs = new HashMap<>();
        database.read(handle -> handle.createQuery("SELECT " + name + ", sum(cost_minor) FROM metrics.channel_cost"
                        + " WHERE day BETWEEN :from AND :to AND currency = :currency GROUP BY 1")
                .bind("from", query.from())
                .bind("to", query.to())
                .bind("currency", currency)
                .map((row, context) -> costs.put(row.getString(1), row.getLong(2)))
                .list());
        return costs;
    }

    private record Cost(LocalDate day, String channel, String campaign, long minor) {}

    @Override
    public Outcome<Integer> importCosts(String csv, String actor) {
        List<Cost> costs = new ArrayList<>();
        int number = 0;
        for (String line : csv.replace("\uFEFF", "").split("\\R")) {
            number++;
            boolean skip = line.isBlank()
                    || number == 1 && line.toLowerCase(java.util.Locale.ROOT).startsWith("day");
            Cost cost = skip ? null : cost(line);
            if (!skip && cost == null) {
                return Outcome.refused(new Refusal("tracking.cost_line", Map.of("line", number)));
            }
            if (cost != null) {
                costs.add(cost);
            }
        }
        if (costs.isEmpty()) {
            return Outcome.refused(Refusal.of("tracking.cost_empty"));
        }
        return database.write(handle -> {
            for (Cost cost : costs) {
                handle.createUpdate("""
                                INSERT INTO metrics.channel_cost (day, channel, campaign, currency, cost_minor, entered_by)
                                VALUES (:day, :channel, :campaign, :currency, :cost, :actor)
                                ON CONFLICT (day, channel, campaign, currency)
                                DO UPDATE SET cost_minor = excluded.cost_minor, entered_by = excluded.entered_by""")
                        .bind("day", cost.day())
                        .bind("channel", cost.channel())
                        .bind("campaign", cost.campaign())
                        .bind("currency", settings.currency())
                        .bind("cost", cost.minor())
                        .bind("actor", actor)
                        .execute();
            }
            return Outcome.done(costs.size());
        });
    }

    private @Nullable Cost cost(String line) {
        String[] cells = line.split(",", -1);
        try {
            if (cells.length != 4 || cells[1].isBlank()) {
                return null;
            }
            BigDecimal major = new BigDecimal(cells[3].strip());
            return major.signum() < 0
                    ? null
                    : new Cost(
                            LocalDate.parse(cells[0].strip()),
                            cells[1].strip(),
                            cells[2].strip(),
                            Money.ofMajor(major, settings.currency()).minor());
        } catch (NumberFormatException | DateTimeParseException e) {
            return null;
        }
    }
}
