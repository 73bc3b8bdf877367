import debianadmin.*;
import troops.*;

void main() {}

// Of what prepare.sh makes.
static final String TOOL = "55d3cd6d1f8ae2f7b3a8dfdcab6cb6a3c35de8bc9e1e4b1f7cfd5e5b5e3d1c88";
