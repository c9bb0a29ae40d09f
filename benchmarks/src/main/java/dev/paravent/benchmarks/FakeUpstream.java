package dev.paravent.benchmarks;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A server that lets everybody in and knows one answer, for thousands of sessions that cost a
 * PostgreSQL gigabytes. The sessions of one user, who reads the catalogs, go to a real server.
 */
final class FakeUpstream {
  private static final int PROTOCOL_3_0 = 3 << 16;
  private static final int TEXT_ARRAY = 1009;
  private static final List<List<String>> SETTINGS =
      List.of(
          List.of("server_version", "18.0"),
          List.of("server_encoding", "UTF8"),
          List.of("client_encoding", "UTF8"),
          List.of("DateStyle", "ISO, MDY"),
          List.of("integer_datetimes", "on"),
          List.of("standard_conforming_strings", "on"),
          List.of("TimeZone", "Etc/UTC"));

  private FakeUpstream() {}

  public static void main(String[] arguments) throws InterruptedException {
    if (arguments.length != 3) {
      System.err.println("usage: FakeUpstream LISTEN POSTGRES USER (the first two HOST:PORT)");
      System.exit(2);
    }
    var listener = listen(Address.parse(arguments[0]), Address.parse(arguments[1]), arguments[2]);
    var bound = (InetSocketAddress) listener.localAddress();
    System.out.println("upstream ready listen=127.0.0.1:" + bound.getPort());
    listener.closeFuture().sync();
  }

  private static Channel listen(Address listen, Address postgres, String relayed)
      throws InterruptedException {
    var loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    return new ServerBootstrap()
        .group(loops)
        .channel(NioServerSocketChannel.class)
        .option(ChannelOption.SO_BACKLOG, 4096)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel session) {
                session.pipeline().addLast(new Answers(postgres, relayed));
              }
            })
        .bind(listen.resolve())
        .sync()
        .channel();
  }

  /** One session. Messages come whole: they are a few dozen bytes. Event-loop confined. */
  private static final class Answers extends ChannelInboundHandlerAdapter {
    private final Address postgres;
    private final String relayed;
    private boolean started;

    Answers(Address postgres, String relayed) {
      this.postgres = postgres;
      this.relayed = relayed;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      var in = (ByteBuf) message;
      if (!started) {
        started = true;
        // "user" is the first parameter or not; its value is nobody else's
        if (in.getInt(4) == PROTOCOL_3_0
            && in.toString(StandardCharsets.UTF_8).contains("user\0" + relayed + "\0")) {
          relay(context, in);
          return;
        }
        context.writeAndFlush(welcome(context));
      } else {
        while (in.readableBytes() > Integer.BYTES) {
          byte type = in.readByte();
          in.skipBytes(in.getInt(in.readerIndex()));
          switch (type) {
            case 'Q' -> context.writeAndFlush(searchPath(context));
            case 'X' -> context.close();
            default -> context.close(); // nobody asks for more
          }
        }
      }
      in.release();
    }

    /** Takes over the packet. */
    private void relay(ChannelHandlerContext context, ByteBuf packet) {
      Channel session = context.channel();
      session.config().setAutoRead(false);
      var connected =
          new Bootstrap()
              .group(session.eventLoop())
              .channel(NioSocketChannel.class)
              .option(ChannelOption.TCP_NODELAY, true)
              .handler(new RelayHandler(session))
              .connect(postgres.resolve());
      session.pipeline().replace(this, "relay", new RelayHandler(connected.channel()));
      connected.addListener(
          done -> {
            if (done.isSuccess()) {
              connected.channel().writeAndFlush(packet);
              session.config().setAutoRead(true);
            } else {
              packet.release();
              session.close();
            }
          });
    }

    private static ByteBuf welcome(ChannelHandlerContext context) {
      ByteBuf out = context.alloc().buffer();
      out.writeByte('R').writeInt(8).writeInt(0);
      for (List<String> setting : SETTINGS) {
        byte[] name = setting.get(0).getBytes(StandardCharsets.UTF_8);
        byte[] value = setting.get(1).getBytes(StandardCharsets.UTF_8);
        out.writeByte('S').writeInt(4 + name.length + 1 + value.length + 1);
        out.writeBytes(name).writeByte(0).writeBytes(value).writeByte(0);
      }
      out.writeByte('K').writeInt(12).writeInt(1).writeInt(1);
      return ready(out);
    }

    /** One row with one array of schemas: what the proxy asks each session. */
    private static ByteBuf searchPath(ChannelHandlerContext context) {
      byte[] name = "current_schemas".getBytes(StandardCharsets.UTF_8);
      byte[] value = "{public}".getBytes(StandardCharsets.UTF_8);
      byte[] tag = "SELECT 1".getBytes(StandardCharsets.UTF_8);
      ByteBuf out = context.alloc().buffer();
      out.writeByte('T').writeInt(4 + 2 + name.length + 1 + 18).writeShort(1);
      out.writeBytes(name).writeByte(0).writeInt(0).writeShort(0).writeInt(TEXT_ARRAY);
      out.writeShort(-1).writeInt(-1).writeShort(0);
      out.writeByte('D').writeInt(4 + 2 + 4 + value.length).writeShort(1);
      out.writeInt(value.length).writeBytes(value);
      out.writeByte('C').writeInt(4 + tag.length + 1).writeBytes(tag).writeByte(0);
      return ready(out);
    }

    private static ByteBuf ready(ByteBuf out) {
      return out.writeByte('Z').writeInt(5).writeByte('I');
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      context.channel().close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }
  }
}
