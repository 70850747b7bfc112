// Compile-time declaration of a Jenkins type; see docs/decisions/0002-two-builds.md. Never in the .hpi.
package net.sf.json;

public final class JSONObject {
    private JSONObject() {}
}
