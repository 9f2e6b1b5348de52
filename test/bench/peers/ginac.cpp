// GiNaC on one problem. Standard input: the work, what is wanted, the number of functions, and for each its names and its text, a line
// each; then definitions. Standard output: the timing as JSON.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <ginac/ginac.h>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>
using namespace GiNaC;

struct Function { std::vector<std::string> by; std::string text; };

static std::vector<ex> derivatives(const ex &e, const std::vector<symbol> &by, const std::string &wanted) {
  if (wanted == "none") {
    ex d = e;
    for (const auto &x : by) d = d.diff(x);
    return {d};
  }
  std::vector<ex> first;
  for (const auto &x : by) first.push_back(e.diff(x));
  if (wanted == "gradient") return first;
  std::vector<ex> second;
  for (const auto &d : first) for (const auto &x : by) second.push_back(d.diff(x));
  return second;
}

static std::vector<symbol> symbols(const parser &reader, const std::vector<std::string> &by) {
  symtab table = reader.get_syms();
  std::vector<symbol> found;
  for (const auto &name : by) found.push_back(table.count(name) ? ex_to<symbol>(table[name]) : symbol(name));
  return found;
}

int main() {
  std::string work, wanted, line;
  int count, steps;
  std::cin >> work >> wanted >> count >> steps;
  std::getline(std::cin, line);
  std::vector<Function> functions(count);
  for (auto &f : functions) {
    std::getline(std::cin, line);
    std::istringstream names(line);
    for (std::string name; names >> name;) f.by.push_back(name);
    std::getline(std::cin, f.text);
  }
  symtab table;
  for (int k = 0; k < steps; k++) {
    std::getline(std::cin, line);
    const auto at = line.find(" = ");
    parser reader(table);
    table[line.substr(0, at)] = reader(line.substr(at + 3));
    for (const auto &s : reader.get_syms()) table.insert(s);
  }
  parser outer(table);
  ex whole;
  std::vector<symbol> by;
  if (work == "symbolic") {
    whole = outer(functions[0].text);
    by = symbols(outer, functions[0].by);
  }
  size_t sink = 0;
  const auto run = [&] {
    if (work == "symbolic") {
      sink += derivatives(whole, by, wanted).size();
      return;
    }
    for (const auto &f : functions) {
      parser reader;
      const ex e = reader(f.text);
      const auto d = derivatives(e, symbols(reader, f.by), "none");
      if (work == "answer") { std::ostringstream out; out << d[0]; sink += out.str().size(); }
      sink += d.size();
    }
  };
  // Samples long enough for the clock.
  std::vector<double> samples;
  long runs = 1;
  for (double spent = 0; samples.empty() || (spent < 1 && samples.size() < 41);) {
    const clock_t start = clock();
    for (long k = 0; k < runs; k++) run();
    const double each = double(clock() - start) / CLOCKS_PER_SEC;
    spent += each;
    if (each < 0.005 && samples.empty()) runs *= 2;
    else samples.push_back(each / runs);
  }
  std::sort(samples.begin(), samples.end());
  const auto at = [&](double part) { return samples[size_t(part * (samples.size() - 1) + 0.5)]; };
  std::printf("{\"median\": %g, \"spread\": %g, \"samples\": %zu}\n", at(0.5) * 1e6, (at(0.75) - at(0.25)) / 2 / at(0.5), samples.size());
  return sink == 0;
}
