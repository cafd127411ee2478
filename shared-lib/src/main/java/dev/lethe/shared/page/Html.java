package dev.lethe.shared.page;

/// A page, written piece by piece, that any browser shows without a network and without scripts.
/// What comes from outside is escaped, wherever it goes.
public final class Html {

  private static final String BEFORE_TITLE =
      """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="referrer" content="no-referrer">
      """;

  private static final String STYLE =
      """
      <style>
      body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; padding: 0 1rem;
        color: #1a1a1a; background: #fff; overflow-wrap: anywhere; }
      table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
      caption { text-align: left; font-weight: 600; padding: .25rem 0; }
      th, td { text-align: left; vertical-align: top; padding: .35rem .5rem; border-bottom: 1px solid #767676; }
      svg { width: 100%; height: auto; border-bottom: 1px solid #767676; }
      rect { fill: #1f5f9e; }
      rect.wrong { fill: #a12622; }
      line { stroke: #1a1a1a; stroke-width: 2; }
      text { font: 12px system-ui, sans-serif; fill: #1a1a1a; }
      figure { margin: 1rem 0; }
      a { color: #0b4a86; }
      </style></head><body>
      <main>
      """;

  private final StringBuilder text = new StringBuilder();

  private Html() {}

  /// Begins a page.
  ///
  /// @param title stands over it, too
  public static Html page(String title) {
    var html = new Html();
    return html.raw(BEFORE_TITLE)
        .element("title", title)
        .raw("\n" + STYLE)
        .element("h1", title)
        .raw("\n");
  }

  /// Ends the page.
  ///
  /// @return all of it
  public String end() {
    return raw("</main></body></html>\n").text.toString();
  }

  /// Adds markup of our own.
  public Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /// Adds text.
  public Html text(String plain) {
    plain.codePoints().forEach(this::escape);
    return this;
  }

  private void escape(int character) {
    switch (character) {
      case '&' -> text.append("&amp;");
      case '<' -> text.append("&lt;");
      case '>' -> text.append("&gt;");
      case '"' -> text.append("&quot;");
      case '\'' -> text.append("&#39;");
      default -> text.appendCodePoint(Character.isISOControl(character) ? ' ' : character);
    }
  }

  /// Adds an element with text in it.
  public Html element(String name, String plain) {
    return raw("<" + name + ">").text(plain).raw("</" + name + ">");
  }

  /// Begins a table.
  ///
  /// @param caption what it shows
  public Html table(String caption, String... columns) {
    raw("<table><caption>").text(caption).raw("</caption><thead><tr>");
    for (var column : columns) {
      raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    return raw("</tr></thead><tbody>\n");
  }

  /// Adds a row; its first cell names it.
  public Html row(String name, String... cells) {
    raw("<tr><th scope=\"row\">").text(name).raw("</th>");
    for (var cell : cells) {
      element("td", cell);
    }
    return raw("</tr>\n");
  }

  public Html tableEnd() {
    return raw("</tbody></table>\n");
  }
}
