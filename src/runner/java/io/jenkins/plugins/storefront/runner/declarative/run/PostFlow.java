package io.jenkins.plugins.storefront.runner.declarative.run;

import com.cloudbees.groovy.cps.Block;
import hudson.model.Result;
import io.jenkins.plugins.storefront.runner.declarative.model.Code;
import io.jenkins.plugins.storefront.runner.declarative.model.Post;
import io.jenkins.plugins.storefront.runner.declarative.model.PostCondition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;

/**
 * Runs the blocks of a {@code post} section whose conditions hold. While one runs, {@code currentBuild.result} shows how the stage
 * or pipeline ended; what it changes the result to remains.
 */
final class PostFlow {
    private final Context context;
    private final DeclarativeHost host;

    PostFlow(Context context) {
        this.context = context;
        this.host = context.host();
    }

    /** Whether any block would run. */
    boolean applies(Post post, Throwable error, boolean ofStage) {
        return post.blocks().keySet().stream().anyMatch(condition -> holds(condition, error, ofStage));
    }

    /**
     * The block's value is the error to go on with: {@code error}, or the first one of the section, or null.
     *
     * @param error what the stage or pipeline ended with, or null
     * @param ofStage whether warnings of the current stage count
     */
    Block run(Post post, Throwable error, boolean ofStage) {
        return run(new ArrayList<>(post.blocks().entrySet()), error, ofStage);
    }

    private Block run(List<Map.Entry<PostCondition, Code>> blocks, Throwable error, boolean ofStage) {
        if (blocks.isEmpty()) {
            return Flow.value(error);
        }
        PostCondition condition = blocks.get(0).getKey();
        List<Map.Entry<PostCondition, Code>> rest = blocks.subList(1, blocks.size());
        // Only now, because the blocks before may have changed the result
        return Flow.defer(() -> {
            if (!holds(condition, error, ofStage)) {
                return run(rest, error, ofStage);
            }
            Result original = host.result();
            Result logical = combined(error, ofStage);
            host.overwriteResult(logical);
            return Flow.attempt(context.evaluate(blocks.get(0).getValue()), (value, failure) -> {
                if (failure != null) {
                    host.log("Error when executing " + condition.word() + " post condition:");
                    host.log(failure.getMessage() == null ? failure.toString() : failure.getMessage());
                }
                if (success(host.result()) == logical) {
                    host.overwriteResult(original);
                }
                return run(rest, error == null ? failure : error, ofStage);
            });
        });
    }

    private boolean holds(PostCondition condition, Throwable error, boolean ofStage) {
        Result result = combined(error, ofStage);
        Result ofRun = combined(error, false);
        Optional<Result> previous = host.previousResult();
        return switch (condition) {
            case ALWAYS, CLEANUP -> true;
            case CHANGED -> previous.isEmpty() || previous.get() != ofRun;
            case FIXED ->
                ofRun == Result.SUCCESS
                        && previous.filter(before -> before == Result.FAILURE || before == Result.UNSTABLE)
                                .isPresent();
            case REGRESSION -> previous.filter(ofRun::isWorseThan).isPresent();
            case ABORTED -> result == Result.ABORTED;
            case SUCCESS -> result == Result.SUCCESS;
            case UNSUCCESSFUL -> result != Result.SUCCESS;
            case UNSTABLE -> result == Result.UNSTABLE;
            case FAILURE -> result == Result.FAILURE;
            case NOT_BUILT -> result == Result.NOT_BUILT;
        };
    }

    /** The worst of the run so far, the stage's warnings and the error. */
    private Result combined(Throwable error, boolean ofStage) {
        Result result = success(host.result());
        if (error != null) {
            return result.combine(of(error));
        }
        return ofStage ? result.combine(host.stageWarning().orElse(Result.SUCCESS)) : result;
    }

    private static Result of(Throwable error) {
        return error instanceof FlowInterruptedException interrupted ? interrupted.getResult() : Result.FAILURE;
    }

    private static Result success(Result result) {
        return result == null ? Result.SUCCESS : result;
    }
}
