package dev.lethe.subjects.packages;

/// HTML, written piece by piece: what comes from outside is escaped, wherever it goes.
final class Html {

  private final StringBuilder text = new StringBuilder();

  /// Adds markup of our own.
  Html raw(String markup) {
    text.append(markup);
    return this;
  }

  /// Adds text.
  Html text(String plain) {
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
  Html element(String name, String plain) {
    return raw("<" + name + ">").text(plain).raw("</" + name + ">");
  }

  /// Begins a table.
  ///
  /// @param caption what it shows
  Html table(String caption, String... columns) {
    raw("<table><caption>").text(caption).raw("</caption><thead><tr>");
    for (var column : columns) {
      raw("<th scope=\"col\">").text(column).raw("</th>");
    }
    return raw("</tr></thead><tbody>\n");
  }

  /// Adds a row; its first cell names it.
  Html row(String name, String... cells) {
    raw("<tr><th scope=\"row\">").text(name).raw("</th>");
    for (var cell : cells) {
      element("td", cell);
    }
    return raw("</tr>\n");
  }

  Html tableEnd() {
    return raw("</tbody></table>\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
