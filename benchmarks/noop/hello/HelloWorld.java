/// What a JVM takes to start and end.
final class HelloWorld {
  public static void main(String[] args) {
    System.out.println("hello, world");
  }
}
