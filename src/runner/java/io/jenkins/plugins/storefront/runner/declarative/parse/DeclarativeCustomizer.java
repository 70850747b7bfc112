package io.jenkins.plugins.storefront.runner.declarative.parse;

import io.jenkins.plugins.storefront.runner.declarative.model.Pipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.Statement;
import org.codehaus.groovy.classgen.GeneratorContext;
import org.codehaus.groovy.control.CompilePhase;
import org.codehaus.groovy.control.SourceUnit;
import org.codehaus.groovy.control.customizers.CompilationCustomizer;

/**
 * Makes the compiler of Jenkinsfiles understand {@code pipeline { … }}. Add one to the configuration of each compilation; it must
 * come before the CPS transformation, which works on a later phase.
 *
 * <p>It replaces the block by {@code pipeline.call([maps of closures])}, where {@code pipeline} is a variable of the script's binding
 * that the host sets, and hands the typed {@link Pipeline} to the host. The closures remain ordinary code of the Jenkinsfile, so
 * they are CPS-transformed with their line numbers. Mistakes become errors of the compilation, all in one exception. A scripted
 * Jenkinsfile is not touched: it costs one walk through its syntax tree.
 */
public final class DeclarativeCustomizer extends CompilationCustomizer {
    /** Name of the binding's variable that the compiled block calls. */
    public static final String VARIABLE = "pipeline";

    private final Consumer<Pipeline> found;

    /**
     * @param found takes the pipeline while compiling, at most once; never called for a scripted or a wrong Jenkinsfile
     */
    public DeclarativeCustomizer(Consumer<Pipeline> found) {
        super(CompilePhase.CONVERSION);
        this.found = found;
    }

    @Override
    public void call(SourceUnit source, GeneratorContext context, ClassNode type) {
        if (!type.isScript()) {
            return;
        }
        List<Invocation> blocks = new ArrayList<>();
        for (Statement statement : source.getAST().getStatementBlock().getStatements()) {
            Optional<Invocation> block = Invocation.of(statement).filter(DeclarativeCustomizer::isPipeline);
            block.ifPresent(blocks::add);
            if (block.isEmpty()) {
                refuseNested(source, statement);
            }
        }
        if (blocks.isEmpty()) {
            return;
        }
        Parsing parsing = new Parsing();
        Invocation first = blocks.get(0);
        Pipeline pipeline = new PipelineParser(parsing).parse(first);
        blocks.stream()
                .skip(1)
                .forEach(other -> parsing.problem(other.node(), "second 'pipeline' in this file; keep one"));
        if (parsing.problems().none()) {
            List<Statement> outermost = source.getAST().getStatementBlock().getStatements();
            ListExpression codes = new CodeEmitter(type, outermost).emit(parsing.codes(), first.node());
            replace(first.node(), codes);
            found.accept(pipeline);
        } else {
            parsing.problems().report(source);
        }
    }

    private static boolean isPipeline(Invocation call) {
        return call.name().equals(VARIABLE) && call.body() != null && !call.hasArguments();
    }

    private static void refuseNested(SourceUnit source, Statement statement) {
        Problems problems = new Problems();
        statement.visit(new CodeVisitorSupport() {
            @Override
            public void visitMethodCallExpression(MethodCallExpression call) {
                if (Invocation.of(call)
                        .filter(DeclarativeCustomizer::isPipeline)
                        .isPresent()) {
                    problems.at(call, "'pipeline' must stand alone, not inside another block");
                }
                super.visitMethodCallExpression(call);
            }
        });
        problems.report(source);
    }

    private static void replace(MethodCallExpression block, ListExpression codes) {
        VariableExpression variable = new VariableExpression(VARIABLE);
        variable.setSourcePosition(block);
        block.setObjectExpression(variable);
        block.setImplicitThis(false);
        block.setMethod(new ConstantExpression("call"));
        block.setArguments(new ArgumentListExpression(codes));
    }
}
