package io.jenkins.plugins.storefront.steps;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import hudson.model.Result;
import io.jenkins.plugins.storefront.delivery.port.DeliveryContext;
import java.util.concurrent.CompletableFuture;
import org.jenkinsci.plugins.workflow.steps.BodyInvoker;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Of a step without a block, in a Pipeline that is never saved. */
abstract class LoneContext extends StepContext {
    private static final long serialVersionUID = 1L;

    abstract DeliveryContext delivery();

    /** What the step ends with. */
    abstract CompletableFuture<Object> ended();

    @Override
    public <T> T get(Class<T> key) {
        return key == DeliveryContext.class ? key.cast(delivery()) : null;
    }

    @Override
    public void onSuccess(Object result) {
        ended().complete(result);
    }

    @Override
    public void onFailure(Throwable why) {
        ended().completeExceptionally(why);
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    public ListenableFuture<Void> saveState() {
        return Futures.immediateFuture(null);
    }

    @Override
    public void setResult(Result result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BodyInvoker newBodyInvoker() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean equals(Object other) {
        return other != null && other.getClass() == getClass();
    }

    @Override
    public int hashCode() {
        return 1;
    }
}
