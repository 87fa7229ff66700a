// render_report VALIDATION.json PAGE.html: what `counterpoint validate --report` writes, of a
// validation that stands in a file.
#include <fstream>
#include <iostream>
#include <iterator>

#include "validation/report/html_report.hpp"
#include "vocabulary/problem.hpp"

int main(int argc, char** argv) {
    if (argc != 3) {
        std::cerr << "usage: render_report VALIDATION.json PAGE.html\n";
        return 2;
    }
    std::ifstream input(argv[1]);
    const std::string validation{std::istreambuf_iterator<char>(input), {}};
    try {
        std::ofstream(argv[2]) << counterpoint::validation::html_report(validation);
    } catch (const counterpoint::InputError& error) {
        std::cerr << to_string(error.problems().front()) << '\n';
        return 2;
    }
    return 0;
}
