package dev.paravent.session;

import io.netty.resolver.AddressResolver;
import io.netty.resolver.AddressResolverGroup;
import io.netty.resolver.InetNameResolver;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Asks the system's resolver for the database's addresses, on threads of its own: Netty's default
 * does so on the event loop, and a slow name server would hold up every session there. Unlike a DNS
 * client of our own it honours what the host is set up for. Thread-safe.
 */
final class OffLoopResolver extends AddressResolverGroup<InetSocketAddress> {
  private final Executor executor;

  /** Look-ups block the executor's threads. */
  OffLoopResolver(Executor executor) {
    this.executor = executor;
  }

  @Override
  protected AddressResolver<InetSocketAddress> newResolver(EventExecutor loop) {
    return new Names(loop).asAddressResolver();
  }

  private final class Names extends InetNameResolver {
    Names(EventExecutor loop) {
      super(loop);
    }

    @Override
    protected void doResolve(String host, Promise<InetAddress> promise) {
      ask(() -> InetAddress.getByName(host), promise);
    }

    @Override
    protected void doResolveAll(String host, Promise<List<InetAddress>> promise) {
      ask(() -> List.of(InetAddress.getAllByName(host)), promise);
    }

    private <T> void ask(Callable<T> question, Promise<T> promise) {
      try {
        executor.execute(
            () -> {
              try {
                promise.trySuccess(question.call());
              } catch (Exception unknown) {
                promise.tryFailure(unknown);
              }
            });
      } catch (RejectedExecutionException busy) {
        promise.tryFailure(new UnknownHostException("too many look-ups wait"));
      }
    }
  }
}
