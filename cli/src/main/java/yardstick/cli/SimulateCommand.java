package yardstick.cli;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yardstick.cli.drill.CheckoutShop;
import yardstick.cli.launch.UsageFailure;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Result;

/** Shoppers with known effects through the shop's own events and orders: in this process, or through a whole shop. */
@Command(
        name = "simulate",
        description = "Plays a scenario with a known truth and prints what the panel says beside it.")
final class SimulateCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "SCENARIO",
            description = "one of: aa, ab-atv, ab-cvr, ab-rpr,"
                    + " two-releases-one-week, interaction, category-effect, slow-page, local-optimum, payment-outage,"
                    + " seasonal-did, bot-storm")
    private String scenario = "";

    @Option(names = "--shoppers", description = "how many shoppers; default ${DEFAULT-VALUE}")
    private int shoppers = 12_000;

    @Option(names = "--days", description = "over how many days; default ${DEFAULT-VALUE}")
    private int days = 28;

    @Option(names = "--seed", description = "of the first run; default ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--seeds", description = "how many runs, each with the next seed; default ${DEFAULT-VALUE}")
    private int seeds = 1;

    /** Which way orders take. */
    enum Way {
        /** Flags, intake, recorder of paid orders, event store, statistics and report, in this process. */
        intake,
        /** A shop of its own, over HTTP: pages, cart, checkout, gateway, panel. */
        checkout
    }

    @Option(
            names = "--through",
            description =
                    "intake: events and paid orders as the shop announces them, in this process; checkout: a shop"
                            + " of its own, over HTTP, every order through cart, checkout and gateway; default ${DEFAULT-VALUE}")
    private Way through = Way.intake;

    @Option(names = "--json", description = "one JSON document on standard output")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!Simulation.scenarios().contains(scenario)) {
            throw new UsageFailure(
                    "no scenario '" + scenario + "'; there are " + String.join(", ", Simulation.scenarios()) + ".");
        }
        List<Result> results = through == Way.checkout ? checkout() : intake();
        if (json) {
            System.out.println(document(results));
        } else {
            results.forEach(SimulateCommand::print);
            summary(results);
        }
        return results.stream().flatMap(result -> result.answers().stream()).allMatch(Answer::inside) || seeds > 1
                ? 0
                : 1;
    }

    private List<Result> intake() throws IOException {
        List<Result> results = new ArrayList<>();
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder().setServerConfig("fsync", "off").start()) {
            for (int run = 0; run < Math.max(1, seeds); run++) {
                results.add(play(postgres, seed + run));
            }
        }
        return results;
    }

    private List<Result> checkout() {
        List<Result> results = new ArrayList<>();
        for (int run = 0; run < Math.max(1, seeds); run++) {
            Simulation.Request request = new Simulation.Request(scenario, shoppers, days, seed + run);
            try (CheckoutShop shop = CheckoutShop.open(seed + run)) {
                results.add(Simulation.run(request, shop));
            } catch (IllegalArgumentException e) {
                throw new UsageFailure(String.valueOf(e.getMessage()));
            }
        }
        return results;
    }

    private Result play(EmbeddedPostgres postgres, long number) throws IOException {
        Path directory = Files.createTempDirectory("yardstick-simulation");
        try {
            return Simulation.run(
                    new Simulation.Request(scenario, shoppers, days, number),
                    postgres.getPostgresDatabase(),
                    directory);
        } catch (IllegalArgumentException e) {
            throw new UsageFailure(String.valueOf(e.getMessage()));
        } finally {
            try (Stream<Path> paths = Files.walk(directory)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(path);
                }
            }
        }
    }

    private static void print(Result result) {
        for (Answer answer : result.answers()) {
            System.out.printf(
                    Locale.ROOT,
                    "seed %-4d %-50s truth %10.4f  panel %10.4f  [%10.4f, %10.4f]  %s%n",
                    result.seed(),
                    answer.question(),
                    answer.truth(),
                    number(answer.estimate()),
                    number(answer.low()),
                    number(answer.high()),
                    answer.inside() ? "inside" : "OUTSIDE");
        }
        result.notes().forEach((name, value) -> System.out.println("          " + name + ": " + value));
    }

    private static double number(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static void summary(List<Result> results) {
        for (int i = 0; i < results.getFirst().answers().size(); i++) {
            long inside = inside(results, i);
            System.out.printf(
                    Locale.ROOT,
                    "%s: truth inside the interval in %d of %d runs%n",
                    results.getFirst().answers().get(i).question(),
                    inside,
                    results.size());
        }
    }

    /** In how many runs the interval of one answer held the truth. */
    private static long inside(List<Result> results, int answer) {
        return results.stream()
                .filter(result -> result.answers().get(answer).inside())
                .count();
    }

    private JsonValue document(List<Result> results) {
        if (results.size() == 1) {
            return object(results.getFirst());
        }
        JsonArrayBuilder runs = Json.createArrayBuilder();
        results.forEach(result -> runs.add(object(result)));
        JsonArrayBuilder coverage = Json.createArrayBuilder();
        for (int i = 0; i < results.getFirst().answers().size(); i++) {
            coverage.add(Json.createObjectBuilder()
                    .add("question", results.getFirst().answers().get(i).question())
                    .add("share_inside", (double) inside(results, i) / results.size()));
        }
        return Json.createObjectBuilder()
                .add("coverage", coverage)
                .add("runs", runs)
                .build();
    }

    private JsonObject object(Result result) {
        JsonArrayBuilder answers = Json.createArrayBuilder();
        for (Answer answer : result.answers()) {
            JsonObjectBuilder each = Json.createObjectBuilder().add("question", answer.question());
            each.add("truth", value(answer.truth()));
            each.add("estimate", value(answer.estimate()));
            each.add("low", value(answer.low()));
            each.add("high", value(answer.high()));
            answers.add(each.add("inside", answer.inside()));
        }
        JsonObjectBuilder notes = Json.createObjectBuilder();
        result.notes().forEach((name, value) -> {
            if (value instanceof Number number) {
                notes.add(name, value(number.doubleValue()));
            } else {
                notes.add(name, String.valueOf(value));
            }
        });
        return Json.createObjectBuilder()
                .add("scenario", result.scenario())
                .add("seed", result.seed())
                .add("shoppers", result.shoppers())
                .add("days", result.days())
                .add(
                        "path",
                        through == Way.checkout
                                ? "a whole shop over HTTP: flags, beacon, product page, cart, checkout, gateway, panel"
                                : "in process: flags, intake, recorder of paid orders, event store, statistics, report")
                .add("answers", answers)
                .add("notes", notes)
                .build();
    }

    private static JsonValue value(@Nullable Double number) {
        return number == null || !Double.isFinite(number) ? JsonValue.NULL : Json.createValue(number);
    }
}
