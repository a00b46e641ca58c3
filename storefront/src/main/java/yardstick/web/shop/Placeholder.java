package yardstick.web.shop;

import gg.jte.Content;
import gg.jte.TemplateOutput;

/** The picture of a product that has none: a quiet still life drawn from its id, the same wherever it is shown. */
public final class Placeholder implements Content {

    private static final String[] SHAPES = {
        "<path d='M34 78V44q0-9 8-12v-9h16v9q8 3 8 12v34z'/>",
        "<path d='M26 78 33 40h34l7 38z'/><path d='M40 40q0-15 10-15t10 15' fill='none' stroke='%s' stroke-width='3'/>",
        "<circle cx='50' cy='53' r='25'/>",
        "<rect x='28' y='34' width='44' height='44' rx='3'/><rect x='46' y='34' width='8' height='44' fill='%s'/>",
        "<path d='M27 42h46q0 36-23 36T27 42z'/>",
        "<path d='M30 78V46q0-8 7-10h26q7 2 7 10v32z'/><rect x='36' y='26' width='28' height='8' rx='2' fill='%s'/>",
        "<rect x='32' y='26' width='36' height='52' rx='6'/><rect x='38' y='42' width='24' height='16' fill='%s'/>",
        "<path d='M50 24q26 24 20 42-6 12-20 12t-20-12q-6-18 20-42z'/>",
    };

    private final String svg;

    private Placeholder(String svg) {
        this.svg = svg;
    }

    public static Placeholder of(long id) {
        return drawn(spread(Long.hashCode(id)));
    }

    public static Placeholder of(String name) {
        return drawn(spread(name.hashCode()));
    }

    private static Placeholder drawn(int kind) {
        int hue = Math.floorMod(kind, 24) * 15;
        int own = spread(kind);
        String ground = "hsl(" + hue + " 32% 91%)";
        String body = "hsl(" + hue + " 30% 62%)";
        String light = "hsl(" + hue + " 36% 78%)";
        String shape = SHAPES[Math.floorMod(kind >> 8, SHAPES.length)].replace("%s", light);
        int shadow = 26 + Math.floorMod(own >> 4, 9);
        int scale = 84 + Math.floorMod(own >> 8, 17);
        int shift = 50 - scale / 2;
        return new Placeholder("<svg class='ph' viewBox='0 0 100 100' aria-hidden='true'><path fill='" + ground
                + "' d='M0 0h100v100H0z'/><path fill='" + light
                + "' opacity='.5' d='M0 78h100v22H0z'/><ellipse cx='50' cy='79' rx='"
                + shadow + "' ry='4' fill='" + body + "' opacity='.45'/><g fill='" + body + "' transform='translate("
                + shift
                + " " + Math.round(78 - 0.78 * scale) + ") scale(." + Math.min(scale, 99) + ")'>" + shape
                + "</g></svg>");
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }

    @Override
    public void writeTo(TemplateOutput output) {
        output.writeContent(svg);
    }

    @Override
    public String toString() {
        return svg;
    }
}
