package mail.charset;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;

/**
 * The seven-bit charsets that change their sets by escapes: ISO-2022-JP with its successors, ISO-2022-KR and
 * ISO-2022-CN. Each is decoded with the escapes of all of them. A wrong byte damages one character, not the following ones.
 */
public final class Iso2022Charset extends DecodingCharset {

    private static final int SHIFT_OUT = 0x0E;
    private static final int SHIFT_IN = 0x0F;

    /** Maximum distance at which the end of a two-byte section is searched for; lines of mail are shorter. */
    private static final int FAR = 1_000;

    private final CodedSet g1;

    /** @param g1 the meaning of SO if no escape has set it */
    Iso2022Charset(String name, CodedSet g1) {
        super(name);
        this.g1 = g1;
    }

    @Override
    public Iso2022Decoder newDecoder() {
        return new Iso2022Decoder(this);
    }

    /** Keeps its sets from one piece of a text to the next. */
    public static final class Iso2022Decoder extends Stepwise {
        private final CodedSet[] sets = new CodedSet[4];
        private boolean shifted;
        private boolean strayAhead;

        private Iso2022Decoder(Iso2022Charset charset) {
            super(charset);
            implReset();
        }

        /** @return whether single bytes follow, so that a byte with its upper bit set may belong to another charset */
        public boolean isSingleByte() {
            return current().size() == 1;
        }

        @Override
        protected void implReset() {
            sets[0] = CodedSet.ASCII;
            sets[1] = ((Iso2022Charset) charset()).g1;
            sets[2] = CodedSet.LATIN_1;
            sets[3] = CodedSet.CNS_3;
            shifted = false;
            strayAhead = false;
        }

        private CodedSet current() {
            return shifted ? sets[1] : sets[0];
        }

        @Override
        CoderResult step(ByteBuffer in, CharBuffer out) {
            int b = peek(in, 0);
            if (strayAhead) {
                strayAhead = false;
                return CoderResult.malformedForLength(1);
            }
            if (b == Escape.ESC) {
                return escape(in, out);
            }
            if (b == SHIFT_OUT || b == SHIFT_IN) {
                shifted = b == SHIFT_OUT;
                skip(in, 1);
                return null;
            }
            if (b >= 0x80) {
                return stray(in);
            }
            if (b <= ' ' || b == 0x7F) {
                out.put((char) in.get());
                if (b == '\n') {
                    endLine(in);
                }
                return null;
            }
            return character(current(), in, out);
        }

        private CoderResult escape(ByteBuffer in, CharBuffer out) {
            int letters = in.position() + 1;
            Escape escape = Escape.at(in, letters);
            if (escape != null) {
                sets[escape.place()] = escape.set();
                shifted &= escape.place() != 0;
                skip(in, 1 + escape.length());
                return null;
            }
            int letter = peek(in, 1);
            if (letter == 'N' || letter == 'O') {
                return single(letter == 'N' ? sets[2] : sets[3], in, out);
            }
            if (Escape.isCut(in, letters)) {
                return CoderResult.UNDERFLOW;
            }
            out.put((char) in.get()); // another kind of escape, for example a terminal's
            return null;
        }

        /** One character of another set. */
        private CoderResult single(CodedSet set, ByteBuffer in, CharBuffer out) {
            if (in.remaining() < 2 + set.size()) {
                return CoderResult.UNDERFLOW;
            }
            String character = set.character(peek(in, 2) & 0x7F, set.size() == 1 ? 0 : peek(in, 3) & 0x7F);
            if (character == null) {
                return CoderResult.malformedForLength(2);
            }
            out.put(character);
            skip(in, 2 + set.size());
            return null;
        }

        private CoderResult character(CodedSet set, ByteBuffer in, CharBuffer out) {
            int first = peek(in, 0);
            int second = set.size() == 1 ? 0 : peek(in, 1);
            if (second < 0) {
                return CoderResult.UNDERFLOW;
            }
            if (second >= 0x80) {
                return insertedOrLost(set, in, out);
            }
            String character = set.character(first, second);
            if (character == null) {
                boolean pair = set.size() == 2 && isGraphic(second);
                return CoderResult.malformedForLength(pair ? 2 : 1);
            }
            out.put(character);
            skip(in, set.size());
            return null;
        }

        /** Repairs a character whose second byte is invalid: the number of bytes that follow shows whether that byte is superfluous. */
        private CoderResult insertedOrLost(CodedSet set, ByteBuffer in, CharBuffer out) {
            String around = graphicsFrom(in, 2) % 2 == 0 ? null : set.character(peek(in, 0), peek(in, 2));
            if (around == null) {
                return CoderResult.malformedForLength(2);
            }
            out.put(around);
            skip(in, 2);
            strayAhead = true;
            return null;
        }

        private CoderResult stray(ByteBuffer in) {
            if (!isSingleByte()) {
                return CoderResult.malformedForLength(graphicsFrom(in, 1) % 2 == 0 ? 1 : 2);
            }
            int length = 1;
            while (peek(in, length) >= 0x80) {
                length++;
            }
            return CoderResult.malformedForLength(length);
        }

        /** @return how many bytes of characters follow without an escape or a line end */
        private static int graphicsFrom(ByteBuffer in, int ahead) {
            int count = 0;
            while (count < FAR && isGraphic(peek(in, ahead + count))) {
                count++;
            }
            return count;
        }

        /**
         * Before a line ends, an escape returns to ASCII (RFC 1468). If it is missing, and the next escape returns to
         * ASCII, the section continues in the next line. Otherwise the escape was lost.
         */
        private void endLine(ByteBuffer in) {
            shifted = false;
            if (sets[0].size() == 1) {
                return;
            }
            int ahead = 0;
            while (ahead < FAR && peek(in, ahead) >= 0 && peek(in, ahead) != Escape.ESC) {
                ahead++;
            }
            boolean found = peek(in, ahead) == Escape.ESC;
            Escape next = found ? Escape.at(in, in.position() + ahead + 1) : null;
            if (next == null || next.place() != 0 || next.set().size() != 1) {
                sets[0] = CodedSet.ASCII;
            }
        }

        private static boolean isGraphic(int b) {
            return b > ' ' && b < 0x7F;
        }
    }
}
