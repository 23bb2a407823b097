package doctor;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.dns.DatagramDnsQuery;
import io.netty.handler.codec.dns.DatagramDnsQueryDecoder;
import io.netty.handler.codec.dns.DatagramDnsResponse;
import io.netty.handler.codec.dns.DatagramDnsResponseEncoder;
import io.netty.handler.codec.dns.DefaultDnsQuestion;
import io.netty.handler.codec.dns.DefaultDnsRawRecord;
import io.netty.handler.codec.dns.DnsQuestion;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.handler.codec.dns.DnsResponseCode;
import io.netty.handler.codec.dns.DnsSection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/** A name server with the MX and CNAME records of an {@link AwsAccount}. */
final class NameDoor implements AutoCloseable {

    private final NioEventLoopGroup threads = new NioEventLoopGroup(1);
    private final Channel channel;

    NameDoor(Supplier<AwsAccount> account) {
        this.channel = new Bootstrap()
                .group(threads)
                .channel(NioDatagramChannel.class)
                .handler(new ChannelInitializer<DatagramChannel>() {
                    @Override
                    protected void initChannel(DatagramChannel opened) {
                        opened.pipeline()
                                .addLast(
                                        new DatagramDnsQueryDecoder(),
                                        new DatagramDnsResponseEncoder(),
                                        new Answering(account));
                    }
                })
                .bind("127.0.0.1", 0)
                .syncUninterruptibly()
                .channel();
    }

    URI endpoint() {
        return URI.create("dns://127.0.0.1:" + ((InetSocketAddress) channel.localAddress()).getPort());
    }

    @Override
    public void close() {
        threads.shutdownGracefully();
    }

    private static final class Answering extends SimpleChannelInboundHandler<DatagramDnsQuery> {

        private final Supplier<AwsAccount> account;

        Answering(Supplier<AwsAccount> account) {
            this.account = account;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramDnsQuery query) {
            DnsQuestion question = query.recordAt(DnsSection.QUESTION);
            String name = question.name().replaceFirst("\\.$", "");
            String type = question.type().name();
            String value = account.get().at("/dns").path(type).path(name).asText();
            DatagramDnsResponse response = new DatagramDnsResponse(query.recipient(), query.sender(), query.id());
            response.addRecord(DnsSection.QUESTION, new DefaultDnsQuestion(question.name(), question.type()));
            if (value.isEmpty()) {
                response.setCode(DnsResponseCode.NXDOMAIN);
            } else {
                response.addRecord(
                        DnsSection.ANSWER,
                        new DefaultDnsRawRecord(question.name(), question.type(), 60, data(question.type(), value)));
            }
            context.writeAndFlush(response);
        }

        /**
         * RFC 1035, section 3.3: an MX record has a preference before its name. A name is a sequence of labels, each
         * after its length.
         */
        private static ByteBuf data(DnsRecordType type, String value) {
            ByteBuf data = Unpooled.buffer();
            String name = value;
            if (type.equals(DnsRecordType.MX)) {
                data.writeShort(Integer.parseInt(value.substring(0, value.indexOf(' '))));
                name = value.substring(value.indexOf(' ') + 1);
            }
            for (String label : name.split("\\.")) {
                data.writeByte(label.length());
                data.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
            }
            return data.writeByte(0);
        }
    }
}
