package dev.lethe.shared.lane;

class InMemoryMarksTest extends MarksContract {

  private final InMemoryMarks marks = new InMemoryMarks();

  @Override
  protected MovingMarks marks() {
    return marks;
  }

  @Override
  protected void skip(Position position) {
    marks.skip(position);
  }
}
