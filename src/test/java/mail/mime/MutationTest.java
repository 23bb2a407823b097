package mail.mime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Unpacks a mail unchanged, and with one part of it mutated, and compares. A mutation of a part must not change the
 * text of another part. A mutation of a few bytes must not change the lines around them.
 */
class MutationTest {

    private static final int ROUNDS = 400;

    private static final String TEXT = "ご注文番号 0815 緑茶 2袋\r\nありがとうございます。商品を発送しました。\r\nお届け先 東京都千代田区\r\n";

    private static final List<String> CHARSETS = List.of("utf-8", "iso-2022-jp", "shift_jis", "euc-jp");

    private static final Map<String, String> JDK = Map.of(
            "utf-8",
            "UTF-8",
            "iso-2022-jp",
            "x-windows-iso2022jp",
            "shift_jis",
            "windows-31j",
            "euc-jp",
            "x-eucJP-Open");

    private static final List<String> LABELS = List.of(
            "utf-8",
            "utf-16",
            "utf-7",
            "us-ascii",
            "iso-8859-1",
            "iso-2022-jp",
            "shift_jis",
            "euc-jp",
            "gb2312",
            "hz-gb-2312",
            "ks_c_5601-1987",
            "big5",
            "iso-2022-kr",
            "nobody-knows-it",
            "ibm037",
            "\"",
            "utf-8; format=flowed; delsp=yes");

    private static final List<String> ENCODINGS =
            List.of("7bit", "base64", "quoted-printable", "x-uuencode", "nobody-knows-it");

    /** A part's headers and body, as bytes. */
    private record Piece(String type, String encoding, byte[] body) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aMutationOfOnePartNeverChangesAnotherPartsText(long seed) throws IOException {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Piece> pieces = pieces(random);
            int mutated = random.nextInt(pieces.size());
            List<Piece> others = new ArrayList<>(pieces);
            others.set(mutated, mutate(pieces.get(mutated), random));

            List<String> before = texts(pieces);
            List<String> after = texts(others);

            before.remove(mutated);
            after.remove(mutated);
            assertThat(after)
                    .as("seed %d, round %d, part %d", seed, round, mutated)
                    .isEqualTo(before);
            assertThat(before).as("seed %d, round %d", seed, round).allMatch(TEXT::equals);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "iso-2022-jp", "shift_jis", "euc-jp"})
    void aStrayByteNeverChangesTheLinesAroundIt(String charset) throws IOException {
        Random random = new Random(1);
        String[] lines = TEXT.split("(?<=\n)");
        for (int round = 0; round < ROUNDS; round++) {
            int mutated = random.nextInt(lines.length);
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int i = 0; i < lines.length; i++) {
                byte[] line = lines[i].getBytes(Charset.forName(JDK.get(charset)));
                body.writeBytes(i == mutated ? inserted(line, random) : line);
            }
            for (String label : List.of(charset, "us-ascii")) {
                String text = texts(List.of(new Piece("text/plain; charset=" + label, "8bit", body.toByteArray())))
                        .get(0);

                for (int i = 0; i < lines.length; i++) {
                    assertThat(text)
                            .as("%s, round %d, line %d", label, round, mutated)
                            .contains(i == mutated ? "" : lines[i]);
                }
            }
        }
    }

    @Test
    void theSameMailIsAlwaysReadTheSame() throws IOException {
        List<Piece> pieces = pieces(new Random(7));

        assertThat(texts(pieces)).isEqualTo(texts(pieces));
    }

    private static List<Piece> pieces(Random random) {
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String charset = any(CHARSETS, random);
            byte[] body = TEXT.getBytes(Charset.forName(JDK.get(charset)));
            pieces.add(new Piece("text/plain; charset=" + charset, "8bit", body));
        }
        return pieces;
    }

    private static Piece mutate(Piece piece, Random random) {
        byte[] body = piece.body();
        return switch (random.nextInt(6)) {
            case 0 -> new Piece("text/plain; charset=" + any(LABELS, random), piece.encoding(), body);
            case 1 -> new Piece(piece.type(), any(ENCODINGS, random), body);
            case 2 -> new Piece(piece.type(), piece.encoding(), inserted(body, random));
            case 3 -> new Piece(piece.type(), piece.encoding(), cut(body, random));
            case 4 -> new Piece(piece.type(), piece.encoding(), mixed(body, random));
            default ->
                new Piece(
                        "multipart/mixed; boundary=\"" + any(List.of("other", "B ", "", "B-"), random) + "\"",
                        "8bit",
                        body);
        };
    }

    private static byte[] inserted(byte[] body, Random random) {
        int at = random.nextInt(body.length - 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(body, 0, at);
        bytes.write(0x80 + random.nextInt(0x80));
        bytes.write(body, at, body.length - at);
        return bytes.toByteArray();
    }

    private static byte[] cut(byte[] body, Random random) {
        int from = random.nextInt(body.length);
        int to = Math.min(body.length, from + 1 + random.nextInt(20));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(body, 0, from);
        bytes.write(body, to, body.length - to);
        return bytes.toByteArray();
    }

    private static byte[] mixed(byte[] body, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(body);
        bytes.writeBytes(TEXT.getBytes(Charset.forName(JDK.get(any(CHARSETS, random)))));
        return bytes.toByteArray();
    }

    private static <T> T any(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }

    /** @return the text of each piece; if a piece has become several parts or none, their texts are joined */
    private static List<String> texts(List<Piece> pieces) throws IOException {
        ByteArrayOutputStream mail = new ByteArrayOutputStream();
        mail.writeBytes(ascii("Content-Type: multipart/mixed; boundary=B\r\n\r\n"));
        for (int i = 0; i < pieces.size(); i++) {
            mail.writeBytes(ascii("--B\r\nContent-Type: multipart/mixed; boundary=piece" + i + "\r\n\r\n--piece" + i
                    + "\r\nContent-Type: "
                    + pieces.get(i).type() + "\r\nContent-Transfer-Encoding: "
                    + pieces.get(i).encoding() + "\r\n\r\n"));
            mail.writeBytes(pieces.get(i).body());
            mail.writeBytes(
                    ascii("\r\n--piece" + i + "\r\nContent-Type: application/x-end\r\n\r\n\r\n--piece" + i + "--\r\n"));
        }
        mail.writeBytes(ascii("--B--\r\n"));
        Unpacked unpacked = Unpacked.of(mail.toByteArray());
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (Manifest.Part part : unpacked.manifest().parts()) {
            if (part.type().equals("application/x-end")) {
                texts.add(text.toString());
                text.setLength(0);
            } else {
                text.append(unpacked.text(part.file()));
            }
        }
        return texts;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
