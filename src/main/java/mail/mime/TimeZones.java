package mail.mime;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time zone after a date: an offset, one of RFC 5322's names (section 4.3), or another common name. */
final class TimeZones {

    private static final Pattern OFFSET =
            Pattern.compile("(?<![\\d+-])([a-z]{1,5}|)\\s?([+-])(\\d{1,2})(?::?([0-5]\\d))?(?![\\d:])");

    private static final Pattern NAME = Pattern.compile("(?<![a-z])([a-z]{1,5})(?![a-z])");

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("z", "+00:00"),
            Map.entry("ut", "+00:00"),
            Map.entry("utc", "+00:00"),
            Map.entry("gmt", "+00:00"),
            Map.entry("wet", "+00:00"),
            Map.entry("bst", "+01:00"),
            Map.entry("cet", "+01:00"),
            Map.entry("met", "+01:00"),
            Map.entry("mez", "+01:00"),
            Map.entry("west", "+01:00"),
            Map.entry("cest", "+02:00"),
            Map.entry("mest", "+02:00"),
            Map.entry("mesz", "+02:00"),
            Map.entry("eet", "+02:00"),
            Map.entry("sast", "+02:00"),
            Map.entry("eest", "+03:00"),
            Map.entry("msk", "+03:00"),
            Map.entry("ict", "+07:00"),
            Map.entry("wib", "+07:00"),
            Map.entry("hkt", "+08:00"),
            Map.entry("sgt", "+08:00"),
            Map.entry("pht", "+08:00"),
            Map.entry("awst", "+08:00"),
            Map.entry("jst", "+09:00"),
            Map.entry("jdt", "+10:00"),
            Map.entry("kst", "+09:00"),
            Map.entry("aest", "+10:00"),
            Map.entry("aedt", "+11:00"),
            Map.entry("nzst", "+12:00"),
            Map.entry("nzdt", "+13:00"),
            Map.entry("est", "-05:00"),
            Map.entry("edt", "-04:00"),
            Map.entry("cst", "-06:00"),
            Map.entry("cdt", "-05:00"),
            Map.entry("mst", "-07:00"),
            Map.entry("mdt", "-06:00"),
            Map.entry("pst", "-08:00"),
            Map.entry("pdt", "-07:00"),
            Map.entry("akst", "-09:00"),
            Map.entry("akdt", "-08:00"),
            Map.entry("hst", "-10:00"),
            Map.entry("brt", "-03:00"));

    /** Windows' names of zones, and Outlook's names of times. */
    private static final Map<String, String> PLACES = new LinkedHashMap<>();

    static {
        places("Asia/Tokyo", "東京", "大阪", "札幌", "日本", "tokyo", "osaka", "japan");
        places("Asia/Seoul", "서울", "대한민국", "seoul", "korea");
        places("Asia/Taipei", "台北", "taipei");
        places("Asia/Shanghai", "北京", "中国", "china standard", "beijing");
        places("Asia/Singapore", "singapore");
        places("America/New_York", "eastern standard", "eastern daylight");
        places("America/Chicago", "central standard", "central daylight");
        places("America/Denver", "mountain standard", "mountain daylight");
        places("America/Los_Angeles", "pacific standard", "pacific daylight");
        places("Europe/London", "gmt standard time", "gmt daylight time");
        places("Europe/Berlin", "w. europe", "romance standard", "romance daylight", "central europe", "mitteleurop");
    }

    private TimeZones() {}

    private static void places(String zone, String... words) {
        for (String word : words) {
            PLACES.put(word, zone);
        }
    }

    /**
     * @param text the text after the time, in lower case
     * @param at the local time; the zone differs in summer
     * @return the zone's distance from UTC; empty if the text names no known zone
     */
    static Optional<Duration> offset(String text, LocalDateTime at) {
        Matcher offset = OFFSET.matcher(text);
        if (offset.find()) {
            return Optional.of(numbers(offset));
        }
        for (Map.Entry<String, String> place : PLACES.entrySet()) {
            if (text.contains(place.getKey())) {
                return Optional.of(
                        duration(ZoneId.of(place.getValue()).getRules().getOffset(at)));
            }
        }
        Matcher name = NAME.matcher(text);
        while (name.find()) {
            String known = NAMES.get(name.group(1));
            if (known != null) {
                return Optional.of(duration(ZoneOffset.of(known)));
            }
        }
        return Optional.empty();
    }

    private static Duration duration(ZoneOffset offset) {
        return Duration.ofSeconds(offset.getTotalSeconds());
    }

    /**
     * {@code +0900}, {@code +09:00}, {@code +9}, {@code GMT+0900}; in POSIX' form {@code JST-9} means ahead of UTC. RFC
     * 5322, section 3.3, allows +9959; a {@link ZoneOffset} ends at +1800.
     */
    private static Duration numbers(Matcher offset) {
        String digits = offset.group(3);
        String minutes = offset.group(4) == null ? "0" : offset.group(4);
        String name = offset.group(1);
        boolean ahead = offset.group(2).equals("+");
        boolean posix = NAMES.containsKey(name) && !NAMES.get(name).equals("+00:00");
        boolean east = posix && NAMES.get(name).startsWith("+");
        int sign = posix ? (east ? 1 : -1) : ahead ? 1 : -1;
        return Duration.ofMinutes(sign * (Integer.parseInt(digits) * 60L + Integer.parseInt(minutes)));
    }
}
