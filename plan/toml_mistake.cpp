// What the TOML parser complains of, in Russian. Its English sentences are its own and there are a hundred;
// the Russian tells the reasons a person runs into, and of each other one that the text is no TOML at this
// place.
#include <array>

#include "plan/strict_table.hpp"

namespace okno::plan {

namespace {

struct Reason {
    std::string_view said;  // a piece of the parser's sentence
    std::string_view russian;
};

// The first that fits.
constexpr std::array<Reason, 17> reasons{{
    {"redefin", "такой ключ или такая таблица в тексте уже есть"},
    {"saw comma", "лишняя запятая"},
    {"dangling comma", "лишняя запятая перед закрывающей скобкой"},
    {"end-of-file", "текст обрывается: не хватает закрывающей кавычки, скобки или значения"},
    {"expected comma", "не хватает запятой или закрывающей скобки"},
    {"expected ']'", "не хватает закрывающей скобки «]»"},
    {"closing", "не хватает закрывающей скобки"},
    {"expected '='", "после ключа нужен знак «=»"},
    {"value-terminator", "после значения в строке есть лишнее"},
    {"expected a comment", "после значения или заголовка в строке есть лишнее"},
    {"expected value", "после знака «=» нужно значение: текст в кавычках, число, «true» или «false»"},
    {"value type", "значение не понять: текст пишут в кавычках"},
    {"escape", "после обратной черты в кавычках стоит то, чего там быть не может; саму черту пишут дважды"},
    {"key", "ключ пишут латинскими буквами, цифрами, знаками «-» и «_» или в кавычках"},
    {"control character", "внутри кавычек стоит знак, которого там быть не может"},
    {"digit", "так число, дату или время не записывают"},
    {"utf-8", "текст записан не в кодировке UTF-8"},
}};

std::string_view in_russian(std::string_view said) {
    for (const Reason& reason : reasons)
        if (said.find(reason.said) != std::string_view::npos) return reason.russian;
    return "здесь текст не читается как TOML";
}

}  // namespace

void Critic::complain_of(const toml::parse_error& error) {
    const std::string_view said = error.description();
    complain(error.source(), {std::string{said}, std::string{in_russian(said)}},
             {"TOML 1.0", "текст по правилам TOML 1.0"});
}

}  // namespace okno::plan
