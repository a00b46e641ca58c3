package yardstick.catalog.feed;

import java.util.HexFormat;
import java.util.List;

/** The first bytes of one small picture of each kind, to be mutated. */
final class FuzzedPictures {

    private FuzzedPictures() {}

    static List<byte[]> seeds() {
        HexFormat hex = HexFormat.of();
        return List.of(
                hex.parseHex("89504e470d0a1a0a0000000d494844520000000400000004080200000026930929"),
                hex.parseHex("ffd8ffe000104a46494600010200000100010000ffdb000401020304ffc4000501020304"
                        + "05ffc0000b080028002801011100ffda00080101"),
                hex.parseHex("47494638396104000400800000ffffff0000002c00000000040004000002048c8fa9cb"),
                hex.parseHex("52494646240000005745425056503820180000003001009d012a0400040002003425a4000370"),
                hex.parseHex("5249464620000000574542505650384c140000002f03c000000710fd8ffe0722a2ff010000"),
                hex.parseHex("524946463000000057454250565038580a000000000000000300000300005650382018000000"));
    }
}
