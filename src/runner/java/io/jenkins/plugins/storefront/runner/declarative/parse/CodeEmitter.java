package io.jenkins.plugins.storefront.runner.declarative.parse;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.codehaus.groovy.ast.ASTNode;
import org.codehaus.groovy.ast.ClassHelper;
import org.codehaus.groovy.ast.ClassNode;
import org.codehaus.groovy.ast.CodeVisitorSupport;
import org.codehaus.groovy.ast.Parameter;
import org.codehaus.groovy.ast.VariableScope;
import org.codehaus.groovy.ast.expr.ArgumentListExpression;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.DeclarationExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.codehaus.groovy.ast.expr.MapEntryExpression;
import org.codehaus.groovy.ast.expr.MapExpression;
import org.codehaus.groovy.ast.expr.MethodCallExpression;
import org.codehaus.groovy.ast.expr.VariableExpression;
import org.codehaus.groovy.ast.stmt.BlockStatement;
import org.codehaus.groovy.ast.stmt.ReturnStatement;
import org.codehaus.groovy.ast.stmt.Statement;

/**
 * Puts the code of a pipeline back into the script, as maps from {@link io.jenkins.plugins.storefront.runner.declarative.model.Code#id} to closure.
 *
 * <p>The JVM limits a method to 64 KiB of code, which CPS-transformed code reaches after a few hundred steps; so the maps are
 * built in several methods. Only code that uses local variables of the script must stay where those are.
 */
final class CodeEmitter {
    /** About a tenth of what fits, because lines differ in how much code they make. */
    private static final int LINES_PER_METHOD = 40;

    private final ClassNode script;
    private final Set<String> locals;
    private final ListExpression maps = new ListExpression();

    CodeEmitter(ClassNode script, List<Statement> outermost) {
        this.script = script;
        this.locals = locals(outermost);
    }

    /** The list of maps, which together hold every code. */
    ListExpression emit(List<Expression> codes, ASTNode place) {
        MapExpression here = new MapExpression();
        MapExpression group = new MapExpression();
        int lines = 0;
        for (int id = 0; id < codes.size(); id++) {
            Expression code = codes.get(id);
            MapEntryExpression entry = new MapEntryExpression(new ConstantExpression(id), code);
            if (usesLocals(code)) {
                here.addMapEntryExpression(entry);
                continue;
            }
            group.addMapEntryExpression(entry);
            lines += 2 + code.getLastLineNumber() - code.getLineNumber();
            if (lines > LINES_PER_METHOD) {
                maps.addExpression(method(group, place));
                group = new MapExpression();
                lines = 0;
            }
        }
        // What is left needs no method of its own if it is all there is
        maps.addExpression(maps.getExpressions().isEmpty() ? group : method(group, place));
        maps.addExpression(here);
        maps.setSourcePosition(place);
        return maps;
    }

    private Expression method(MapExpression group, ASTNode place) {
        String name = "pipeline$" + maps.getExpressions().size();
        group.setSourcePosition(place);
        ReturnStatement result = new ReturnStatement(group);
        result.setSourcePosition(place);
        BlockStatement body = new BlockStatement(new ArrayList<>(List.of(result)), new VariableScope());
        body.setSourcePosition(place);
        script.addMethod(
                        name,
                        Modifier.PUBLIC,
                        ClassHelper.OBJECT_TYPE,
                        Parameter.EMPTY_ARRAY,
                        ClassNode.EMPTY_ARRAY,
                        body)
                .setSourcePosition(place);
        MethodCallExpression call =
                new MethodCallExpression(new VariableExpression("this"), name, new ArgumentListExpression());
        call.setSourcePosition(place);
        return call;
    }

    private boolean usesLocals(Expression code) {
        boolean[] uses = new boolean[1];
        code.visit(new CodeVisitorSupport() {
            @Override
            public void visitVariableExpression(VariableExpression variable) {
                uses[0] |= locals.contains(variable.getName());
            }
        });
        return uses[0];
    }

    /** Variables that the outermost statements declare, without those that are fields of the script. */
    private static Set<String> locals(List<Statement> outermost) {
        Set<String> names = new HashSet<>();
        for (Statement statement : outermost) {
            Invocation.expression(statement)
                    .filter(DeclarationExpression.class::isInstance)
                    .map(DeclarationExpression.class::cast)
                    .filter(declaration -> declaration.getAnnotations().isEmpty())
                    .ifPresent(declaration -> declaration.getLeftExpression().visit(new CodeVisitorSupport() {
                        @Override
                        public void visitVariableExpression(VariableExpression variable) {
                            names.add(variable.getName());
                        }
                    }));
        }
        return names;
    }
}
