import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Notes when something was seen first, by a watch of the bench's own. */
final class Seen<T> implements Watcher<T> {
    private final Predicate<T> what;
    final CompletableFuture<Long> at = new CompletableFuture<>();

    Seen(Predicate<T> what) {
        this.what = what;
    }

    @Override
    public void eventReceived(Action action, T object) {
        if (what.test(object)) {
            at.complete(System.nanoTime());
        }
    }

    @Override
    public void onClose(WatcherException cause) {
        if (cause != null) {
            at.completeExceptionally(cause);
        }
    }
}
