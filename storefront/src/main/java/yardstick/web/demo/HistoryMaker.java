package yardstick.web.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Release;
import yardstick.web.demo.DemoOrder.Line;

/**
 * Invents the history from a fixed seed. Who is in which arm and what is in each basket depend on the seed alone; only
 * the days depend on the date, so the difference between the arms is the same on every day the demo is loaded.
 *
 * <p>The planted effect: in treatment, now and then, one more product that belongs with the basket is bought, so often
 * that the order value of treatment rises by 6 % of what it would have been. Arms are drawn by a fair coin per
 * visitor and change nothing else, so conversion does not depend on them.
 */
final class HistoryMaker {

    static final int MEMBERS = 900;
    static final int GUEST_ORDERS = 520;
    static final int ORDERS = 2_600;
    static final double EFFECT = 0.06;

    static final long SEED = 20_260_101L;
    private static final int WINDOW_SHOPPERS = 20_000;
    private static final int MOST_BROWSING_VISITS = 4;
    private static final double ABANDONS = 0.07;
    private static final double RETURNS = 0.018;
    private static final int FIRST_INVOICE = 200_001;
    private static final int FIRST_CUSTOMER = 50_001;

    private final Rhythm rhythm;
    private final Baskets baskets;
    private final long seed;
    private final Random days;
    private final List<Draft> drafts = new ArrayList<>();
    private long baselineMinor;
    private long addedMinor;

    /** A visit before it has its number. */
    private record Draft(Shopper shopper, Instant startedAt, List<Line> basket, boolean buys, boolean exposed) {}

    /** Somebody with a browser. */
    private record Shopper(int number, @Nullable String customer, String variant, boolean chinese) {
        String visitor() {
            return String.format(Locale.ROOT, "demo%06d", number);
        }
    }

    private HistoryMaker(Rhythm rhythm, Baskets baskets, long seed) {
        this.rhythm = rhythm;
        this.baskets = baskets;
        this.seed = seed;
        this.days = new Random(seed + 1);
    }

    /** @param until last day of the history */
    static DemoHistory make(LocalDate until, ZoneId zone, List<DemoProduct> products) {
        return make(new Rhythm(until, zone), products, SEED);
    }

    static DemoHistory make(Rhythm rhythm, List<DemoProduct> products, long seed) {
        return new HistoryMaker(rhythm, new Baskets(products), seed).make();
    }

    private DemoHistory make() {
        int[] orders = ordersPerMember(new Random(seed));
        for (int i = 0; i < MEMBERS + GUEST_ORDERS; i++) {
            boolean member = i < MEMBERS;
            buyer(i, member ? String.valueOf(FIRST_CUSTOMER + i) : null, member ? orders[i] : 1);
        }
        for (int i = 0; i < WINDOW_SHOPPERS; i++) {
            windowShopper(MEMBERS + GUEST_ORDERS + i);
        }
        drafts.sort(Comparator.comparing(Draft::startedAt)
                .thenComparing(draft -> draft.shopper().number()));
        return numbered();
    }

    /** Everybody once, the rest to the keen ones: a few buy every other week, half of them once. */
    private static int[] ordersPerMember(Random random) {
        double[] upTo = new double[MEMBERS];
        double total = 0;
        for (int i = 0; i < MEMBERS; i++) {
            double keen = -Math.log(1 - random.nextDouble());
            total += keen * keen;
            upTo[i] = total;
        }
        int[] orders = new int[MEMBERS];
        java.util.Arrays.fill(orders, 1);
        for (int i = MEMBERS; i < ORDERS - GUEST_ORDERS; i++) {
            int found = java.util.Arrays.binarySearch(upTo, random.nextDouble() * total);
            orders[Math.min(MEMBERS - 1, found < 0 ? -found - 1 : found)]++;
        }
        return orders;
    }

    private void buyer(int number, @Nullable String customer, int orders) {
        Random taste = random(number);
        Shopper shopper = shopper(number, customer, taste);
        List<List<Line>> bought = new ArrayList<>();
        List<Line> earlier = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            List<Line> basket = withAddOn(shopper, baskets.fill(earlier, taste), taste);
            bought.add(basket);
            earlier.addAll(basket);
        }
        int browsing = taste.nextInt(MOST_BROWSING_VISITS);
        List<Integer> visitDays = differentDays(orders + browsing);
        boolean first = true;
        for (int day : visitDays.subList(0, orders).stream().sorted().toList()) {
            List<Line> basket = bought.removeFirst();
            drafts.add(new Draft(shopper, rhythm.moment(day, days), basket, true, first));
            first = false;
        }
        for (int day : visitDays.subList(orders, visitDays.size())) {
            drafts.add(new Draft(shopper, rhythm.moment(day, days), List.of(), false, false));
        }
    }

    private void windowShopper(int number) {
        Random taste = random(number);
        Shopper shopper = shopper(number, null, taste);
        int visits = 1 + (taste.nextInt(3) == 0 ? 1 : 0) + (taste.nextInt(6) == 0 ? 1 : 0);
        boolean exposed = false;
        for (int day : differentDays(visits).stream().sorted().toList()) {
            List<Line> cart = taste.nextDouble() < ABANDONS ? baskets.fill(List.of(), taste) : List.of();
            boolean first = !cart.isEmpty() && !exposed;
            exposed |= first;
            drafts.add(new Draft(shopper, rhythm.moment(day, days), cart, false, first));
        }
    }

    private Random random(int number) {
        return new Random(seed * 31 + number * 0x9E3779B97F4A7C15L);
    }

    private static Shopper shopper(int number, @Nullable String customer, Random random) {
        random.nextLong();
        String variant = random.nextBoolean() ? Release.TREATMENT : Release.CONTROL;
        return new Shopper(number, customer, variant, random.nextInt(4) > 0);
    }

    /** In treatment the row in the cart sells one more product whenever the 6 % are not reached yet. */
    private List<Line> withAddOn(Shopper shopper, List<Line> basket, Random random) {
        if (!shopper.variant().equals(Release.TREATMENT)) {
            return basket;
        }
        baselineMinor += DemoOrder.total(basket);
        double owed = EFFECT * baselineMinor - addedMinor;
        DemoProduct more = baskets.addOn(basket, Math.round(2 * owed), random);
        if (more == null) {
            return basket;
        }
        addedMinor += more.priceMinor();
        List<Line> with = new ArrayList<>(basket);
        with.add(new Line(more, 1));
        return List.copyOf(with);
    }

    /** At most one visit a day, so that a visit is a session whatever the setting says; in the order drawn. */
    private List<Integer> differentDays(int count) {
        Set<Integer> found = new LinkedHashSet<>();
        while (found.size() < count) {
            found.add(rhythm.day(days));
        }
        return List.copyOf(found);
    }

    private DemoHistory numbered() {
        List<DemoOrder> orders = new ArrayList<>();
        List<DemoOrder.Returned> returned = new ArrayList<>();
        List<DemoVisit> visits = new ArrayList<>();
        Set<Instant> taken = new HashSet<>();
        Random looking = new Random(seed + 2);
        for (Draft draft : drafts) {
            DemoOrder order = draft.buys() ? order(draft, orders.size(), taken) : null;
            if (order != null) {
                orders.add(order);
                maybeReturned(order, returned, looking);
            }
            visits.add(visit(draft, visits.size(), order, looking));
        }
        orders.sort(Comparator.comparing(DemoOrder::placedAt));
        return new DemoHistory(rhythm.begins(), List.copyOf(orders), List.copyOf(returned), List.copyOf(visits));
    }

    /** No two orders in the same second: the time pages through them. */
    private static DemoOrder order(Draft draft, int position, Set<Instant> taken) {
        Instant placed =
                draft.startedAt().plusSeconds(240 + 60L * draft.basket().size());
        while (!taken.add(placed)) {
            placed = placed.plusSeconds(1);
        }
        return new DemoOrder(
                String.valueOf(FIRST_INVOICE + position), draft.shopper().customer(), placed, draft.basket());
    }

    private void maybeReturned(DemoOrder order, List<DemoOrder.Returned> returned, Random random) {
        Instant at = order.placedAt().plus(Duration.ofHours(60 + random.nextInt(150)));
        boolean regrets = random.nextDouble() < RETURNS;
        if (regrets && at.isBefore(rhythm.begins().plus(Duration.ofDays(Rhythm.DAYS - 1L)))) {
            returned.add(new DemoOrder.Returned(order, order.lines().getFirst(), at));
        }
    }

    private DemoVisit visit(Draft draft, int position, @Nullable DemoOrder order, Random random) {
        List<DemoProduct> viewed =
                new ArrayList<>(draft.basket().stream().map(Line::product).toList());
        for (int more = random.nextInt(3); more > 0; more--) {
            viewed.add(baskets.wish(random));
        }
        Shopper shopper = draft.shopper();
        return new DemoVisit(
                String.format(Locale.ROOT, "demo-%06d", position),
                shopper.visitor(),
                shopper.chinese(),
                shopper.variant(),
                draft.exposed(),
                draft.startedAt(),
                List.copyOf(viewed),
                draft.basket(),
                order);
    }
}
