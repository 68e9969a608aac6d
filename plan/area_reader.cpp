#include "plan/area_reader.hpp"

#include <algorithm>
#include <cmath>

#include "hall/legibility.hpp"
#include "plan/nearest_word.hpp"
#include "plan/screen_reasons.hpp"
#include "plan/screen_size.hpp"
#include "plan/words.hpp"

namespace okno::plan {

namespace {

const std::vector<std::string> colours{hall::area_colour_words.begin(), hall::area_colour_words.end()};
const std::vector<std::string> arrows{hall::arrow_words.begin(), hall::arrow_words.end()};

constexpr double inches_least = 5;
constexpr double inches_most = 500;
constexpr double metres_least = 0.5;
constexpr double metres_most = 100;

std::optional<int> index_of(const Word& word, const std::vector<std::string>& words, Critic& critic) {
    const auto at = std::find(words.begin(), words.end(), word.text);
    if (at != words.end()) return static_cast<int>(at - words.begin());
    critic.complain(
        word.where,
        phrase({"{}: there is no such word here", "{}: такого слова здесь не бывает"}, word.shown()),
        one_of(words), nearest_word(word.text, words));
    return std::nullopt;
}

// Whoever reads it beside a ticket's number takes it for one.
bool begins_tickets(const hall::Plan& plan, const std::string& sign) {
    const std::string latin = latin_look_alike(sign);
    return std::any_of(plan.services.begin(), plan.services.end(), [&](const hall::Service& service) {
        return !service.letter.empty() && (service.letter == sign || service.letter == latin);
    });
}

bool is_login(std::string_view text) {
    return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
    });
}

}  // namespace

void AreaReader::read_areas() {
    for (StrictTable& table : document_.tables("area", phrase({"the area", "части зала"}))) {
        hall::Area area;
        area.id.value = entries_.name(table, areas_);
        area.name = entries_.text(table, "name", phrase({"the name of the area", "названия части зала"}));
        if (const auto word = table.word("colour", one_of(colours))) {
            if (const auto colour = index_of(*word, colours, critic_)) {
                area.colour = static_cast<hall::AreaColour>(*colour);
                for (const hall::Area& other : plan_.areas)
                    if (other.colour == area.colour)
                        critic_.complain(
                            word->where,
                            phrase(
                                {"{}: this is the colour of the area \"{}\"", "{}: это цвет части зала «{}»"},
                                word->shown(), other.id.value),
                            phrase({"a colour of its own, {}", "свой цвет, {}"}, one_of(colours)));
            }
        }
        area.sign = sign(table);
        table.refuse_other_keys();
        plan_.areas.push_back(std::move(area));
    }
}

std::string AreaReader::sign(StrictTable& area) {
    const Phrase form =
        phrase({"1 to 3 letters or digits, such as \"II\"", "от 1 до 3 букв или цифр, например \"II\""});
    const auto word = area.word("sign", form);
    if (!word) return {};
    const auto same = std::find_if(plan_.areas.begin(), plan_.areas.end(),
                                   [&](const hall::Area& other) { return other.sign == word->text; });
    if (!hall::is_area_sign(word->text))
        critic_.complain(
            word->where,
            phrase({"{}: this cannot be the sign of an area", "{}: знаком части зала это быть не может"},
                   word->shown()),
            form);
    else if (same != plan_.areas.end())
        critic_.complain(word->where,
                         phrase({"{}: this is the sign of the area \"{}\"", "{}: это знак части зала «{}»"},
                                word->shown(), same->id.value),
                         phrase({"a sign of its own", "свой знак"}));
    else if (begins_tickets(plan_, word->text))
        critic_.complain(word->where,
                         phrase({"{}: numbers of tickets begin like that, it would be taken for one",
                                 "{}: так начинаются номера талонов, знак приняли бы за номер"},
                                word->shown()),
                         phrase({"a sign that is no letter of a [[service]], such as \"II\"",
                                 "знак, который не буква талона ни одной услуги, например \"II\""}));
    return word->text;
}

std::optional<hall::AreaId> AreaReader::area_of(StrictTable& window) {
    const auto word = window.optional_word("area", phrase({"the id of an area", "код части зала"}));
    if (!word) return std::nullopt;
    if (!entries_.known(*word, areas_)) {
        misnamed_ = true;
        return std::nullopt;
    }
    return hall::AreaId{word->text};
}

void AreaReader::read_boards() {
    for (StrictTable& table : document_.tables("board", phrase({"the board", "табло"}))) read_board(table);
    check_areas();
    check_shown();
}

void AreaReader::read_board(StrictTable& table) {
    hall::PlannedBoard board;
    board.id.value = entries_.name(table, boards_);
    const auto size = screen_size(table, critic_, {board.width_px, board.height_px});
    const auto inches =
        table.number("diagonal", inches_least, inches_most, phrase({"in inches", "в дюймах"}));
    const auto metres =
        table.number("farthest_seat", metres_least, metres_most, phrase({"in metres", "в метрах"}));
    board.rows =
        entries_.number(table, "rows", hall::rows_least, hall::rows_most, Must::be_there_or_not, board.rows);
    board.playlist = table.yes_or_no("playlist", false);
    const auto words =
        table.optional_words("areas", phrase({"a list of area ids", "список кодов частей зала"}));
    if (words && words->empty())
        critic_.complain(
            table.where("areas"),
            phrase({"{}: the board would show nothing", "{}: табло ничего не показало бы"}, "areas = []"),
            phrase({"area ids, or no such key for all calls",
                    "коды частей зала; без этого ключа — вызовы всего зала"}));
    for (const Word& word : words.value_or(std::vector<Word>{})) {
        if (!entries_.known(word, areas_)) continue;
        if (std::find(board.areas.begin(), board.areas.end(), hall::AreaId{word.text}) != board.areas.end())
            critic_.complain(
                word.where,
                phrase({"{}: this area is named twice", "{}: эта часть зала названа дважды"}, word.shown()));
        board.areas.push_back({word.text});
    }
    read_arrows(table, board);
    table.refuse_other_keys();
    if (!size || !inches || !metres) return;
    board.width_px = size->width_px;
    board.height_px = size->height_px;
    board.diagonal_mm = static_cast<int>(std::lround(*inches * hall::mm_of_inch));
    board.farthest_seat_cm = static_cast<int>(std::lround(*metres * 100));
    if (const auto why = hall::why_unreadable(board, hall::has_areas(plan_, board)))
        critic_.complain(table.where("farthest_seat"), plan::found(board, *why), plan::needed(*why));
    plan_.boards.push_back(std::move(board));
}

void AreaReader::read_arrows(StrictTable& table, hall::PlannedBoard& board) {
    auto list =
        table.optional_table("arrows", phrase({"the arrows", "стрелок"}),
                             phrase({"the way to each area, such as { cash-desks = \"left\" }",
                                     "путь к каждой части зала, например { cash-desks = \"left\" }"}));
    if (!list) return;
    for (const Word& key : list->keys()) {
        list->know(key.text);
        const auto word = list->word(key.text, one_of(arrows));
        if (!word || !entries_.known(key, areas_)) continue;
        const hall::AreaId area{key.text};
        const auto arrow = index_of(*word, arrows, critic_);
        if (!board.areas.empty() &&
            std::find(board.areas.begin(), board.areas.end(), area) == board.areas.end())
            critic_.complain(word->where,
                             phrase({"{}: this board does not show that area",
                                     "{}: это табло не показывает такой части зала"},
                                    word->shown()),
                             phrase({"one of its \"areas\"", "одна из частей зала в его «areas»"}));
        if (arrow) board.arrows[area] = static_cast<hall::Arrow>(*arrow);
    }
}

void AreaReader::check_areas() {
    if (misnamed_) return;
    for (const auto& defined : areas_.where) {
        const hall::AreaId area{defined.first};
        if (std::none_of(plan_.windows.begin(), plan_.windows.end(),
                         [&](const hall::Window& window) { return window.area == area; }))
            critic_.complain(
                defined.second,
                phrase({"{}: no window is in this area", "{}: в этой части зала нет ни одного окна"},
                       "id = \"" + area.value + '"'),
                phrase({"at least one [[window]] with {}", "хотя бы одно окно [[window]], у которого {}"},
                       "area = \"" + area.value + '"'));
    }
}

// Nobody would see the call. A wrong board may be the one that shows it, so that is told first.
void AreaReader::check_shown() {
    if (plan_.boards.empty() || !critic_.content()) return;
    for (const hall::Window& window : plan_.windows)
        if (std::none_of(plan_.boards.begin(), plan_.boards.end(),
                         [&](const hall::PlannedBoard& board) { return hall::shows(board, window); }))
            critic_.complain(
                document_.where("board"),
                phrase({"no board shows the calls to window {}",
                        "вызовов в окно {} не показывает ни одно табло"},
                       window.id.value),
                phrase({"its area among the \"areas\" of a [[board]], or a board without that key",
                        "его часть зала в «areas» одного из табло или табло без этого ключа"}));
}

void AreaReader::read_staff() {
    for (StrictTable& table : document_.tables("staff", phrase({"the person", "сотрудника"}))) {
        hall::StaffMember member;
        member.id.value = login(table);
        const auto text = [&](std::string_view key, Phrase noun) {
            table.know(key);
            return table.has(key) ? entries_.text(table, key, std::move(noun)) : hall::Text{};
        };
        member.nameplate.name = text("name", phrase({"the name of the person", "имени сотрудника"}));
        member.nameplate.position =
            text("position", phrase({"the position of the person", "должности сотрудника"}));
        if (!table.has("name") && !table.has("position"))
            critic_.complain(table.where(),
                             phrase({"nothing is said of this person, so nothing can be shown",
                                     "об этом сотруднике ничего не сказано, показать нечего"}),
                             phrase({"a name, a position, or both", "имя, должность или то и другое"}));
        table.refuse_other_keys();
        plan_.staff.push_back(std::move(member));
    }
}

std::string AreaReader::login(StrictTable& table) {
    const auto word =
        table.word("login", phrase({"the name this person logs in with", "имя, с которым входит сотрудник"}));
    if (!word) return {};
    if (!is_login(word->text)) {
        critic_.complain(word->where,
                         phrase({"{}: nobody can log in with this name", "{}: с таким именем войти нельзя"},
                                word->shown()),
                         phrase({"small Latin letters, digits, \".\", \"-\" and \"_\"",
                                 "маленькие латинские буквы, цифры, «.», «-» и «_»"}));
        return {};
    }
    const auto [first, fresh] = logins_.emplace(word->text, word->where);
    if (!fresh)
        critic_.complain(word->where, phrase({"{}: this person is already named on {}",
                                              "{}: этот сотрудник уже назван ({})"},
                                             word->shown(), line_of(first->second)));
    return word->text;
}

}  // namespace okno::plan
