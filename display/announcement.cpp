#include "display/announcement.hpp"

#include <algorithm>
#include <array>

#include "words/letters.hpp"

namespace okno::display {

namespace {

constexpr int highest_in_words = 9999;  // a higher number is said digit by digit

struct Tongue {
    const char* language;
    const char* voice;  // of espeak-ng
    const char* ticket;
    const char* window;  // before its number
};
constexpr Tongue tongues[] = {
    {"ru", "ru", "талон", "окно"},        {"en", "en-gb", "ticket", "window"},
    {"be", "be", "талон", "акно"},        {"kk", "kk", "талон", "терезе нөмірі"},
    {"uz", "uz", "talon", "oyna raqami"},
};

const Tongue* tongue_of(const hall::Language& language) {
    const auto found = std::find_if(std::begin(tongues), std::end(tongues),
                                    [&](const Tongue& tongue) { return language.value == tongue.language; });
    return found == std::end(tongues) ? nullptr : &*found;
}

// The words numbers are made of.
struct Numerals {
    const char* language;
    std::array<const char*, 20> to_nineteen;
    std::array<const char*, 8> tens;       // from twenty
    std::array<const char*, 9> hundreds;   // from a hundred
    std::array<const char*, 9> thousands;  // from a thousand
    const char* and_word;                  // between hundreds and the rest; may be null
};
constexpr Numerals numerals[] = {
    {"ru",
     {"ноль",         "один",       "два",         "три",        "четыре",       "пять",        "шесть",
      "семь",         "восемь",     "девять",      "десять",     "одиннадцать",  "двенадцать",  "тринадцать",
      "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать", "девятнадцать"},
     {"двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто"},
     {"сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот"},
     {"тысяча", "две тысячи", "три тысячи", "четыре тысячи", "пять тысяч", "шесть тысяч", "семь тысяч",
      "восемь тысяч", "девять тысяч"},
     nullptr},
    {"en",
     {"zero",     "one",     "two",     "three",     "four",     "five",    "six",
      "seven",    "eight",   "nine",    "ten",       "eleven",   "twelve",  "thirteen",
      "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"},
     {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"},
     {"one hundred", "two hundred", "three hundred", "four hundred", "five hundred", "six hundred",
      "seven hundred", "eight hundred", "nine hundred"},
     {"one thousand", "two thousand", "three thousand", "four thousand", "five thousand", "six thousand",
      "seven thousand", "eight thousand", "nine thousand"},
     "and"},
    {"be",
     {"нуль",         "адзін",      "два",        "тры",        "чатыры",       "пяць",         "шэсць",
      "сем",          "восем",      "дзевяць",    "дзесяць",    "адзінаццаць",  "дванаццаць",   "трынаццаць",
      "чатырнаццаць", "пятнаццаць", "шаснаццаць", "сямнаццаць", "васямнаццаць", "дзевятнаццаць"},
     {"дваццаць", "трыццаць", "сорак", "пяцьдзясят", "шэсцьдзясят", "семдзесят", "восемдзесят", "дзевяноста"},
     {"сто", "дзвесце", "трыста", "чатырыста", "пяцьсот", "шэсцьсот", "семсот", "восемсот", "дзевяцьсот"},
     {"тысяча", "дзве тысячы", "тры тысячы", "чатыры тысячы", "пяць тысяч", "шэсць тысяч", "сем тысяч",
      "восем тысяч", "дзевяць тысяч"},
     nullptr},
    {"kk",
     {"нөл", "бір",    "екі",    "үш",    "төрт",    "бес",    "алты",    "жеті",    "сегіз",    "тоғыз",
      "он",  "он бір", "он екі", "он үш", "он төрт", "он бес", "он алты", "он жеті", "он сегіз", "он тоғыз"},
     {"жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан"},
     {"жүз", "екі жүз", "үш жүз", "төрт жүз", "бес жүз", "алты жүз", "жеті жүз", "сегіз жүз", "тоғыз жүз"},
     {"мың", "екі мың", "үш мың", "төрт мың", "бес мың", "алты мың", "жеті мың", "сегіз мың", "тоғыз мың"},
     nullptr},
    {"uz",
     {"nol",       "bir",      "ikki",     "uch",       "toʻrt",      "besh",       "olti",
      "yetti",     "sakkiz",   "toʻqqiz",  "oʻn",       "oʻn bir",    "oʻn ikki",   "oʻn uch",
      "oʻn toʻrt", "oʻn besh", "oʻn olti", "oʻn yetti", "oʻn sakkiz", "oʻn toʻqqiz"},
     {"yigirma", "oʻttiz", "qirq", "ellik", "oltmish", "yetmish", "sakson", "toʻqson"},
     {"yuz", "ikki yuz", "uch yuz", "toʻrt yuz", "besh yuz", "olti yuz", "yetti yuz", "sakkiz yuz",
      "toʻqqiz yuz"},
     {"ming", "ikki ming", "uch ming", "toʻrt ming", "besh ming", "olti ming", "yetti ming", "sakkiz ming",
      "toʻqqiz ming"},
     nullptr},
};

const Numerals* numerals_of(const hall::Language& language) {
    const auto found = std::find_if(std::begin(numerals), std::end(numerals),
                                    [&](const Numerals& words) { return language.value == words.language; });
    return found == std::end(numerals) ? nullptr : &*found;
}

// The clips of a language, by what they say.
class Lexicon {
  public:
    explicit Lexicon(const hall::Language& language)
        : language_(language), tongue_(tongue_of(language_)), numerals_(numerals_of(language_)) {}

    Clip ticket() const { return clip("ticket", tongue_ ? tongue_->ticket : ""); }
    Clip window() const { return clip("window", tongue_ ? tongue_->window : ""); }
    Clip letter(char letter) const {
        return clip(std::string("letter-") + static_cast<char>(letter - 'A' + 'a'),
                    tongue_ ? words::letter_name({language_.value}, letter) : "");
    }
    Clip and_word() const { return clip("number-and", numerals_->and_word); }

    void add_number(Announcement& spoken, int number) const {
        if (number > highest_in_words) {
            for (const char digit : std::to_string(number)) spoken.push_back(word(digit - '0'));
            return;
        }
        if (!numerals_) {
            spoken.push_back(clip("number-" + std::to_string(number), tongue_ ? std::to_string(number) : ""));
            return;
        }
        const int below_hundred = number % 100;
        const int rest = number % 1000;
        if (number >= 1000) spoken.push_back(word(number - rest));
        if (rest >= 100) spoken.push_back(word(rest - below_hundred));
        if (number >= 100 && below_hundred > 0 && numerals_->and_word) spoken.push_back(and_word());
        if (below_hundred >= 20) spoken.push_back(word(below_hundred - below_hundred % 10));
        const int last = below_hundred >= 20 ? below_hundred % 10 : below_hundred;
        if (last > 0 || number == 0) spoken.push_back(word(last));
    }

    // Everything numbers are made of.
    void add_number_words(std::vector<Clip>& clips) const {
        for (int number = 0; number < 20; ++number) clips.push_back(word(number));
        for (int number = 20; number < 100; number += 10) clips.push_back(word(number));
        for (int number = 100; number < 1000; number += 100) clips.push_back(word(number));
        for (int number = 1000; number < 10'000; number += 1000) clips.push_back(word(number));
        if (numerals_->and_word) clips.push_back(and_word());
    }

  private:
    Clip clip(std::string name, std::string text) const {
        return {language_, std::move(name), std::move(text), false};
    }
    // One of the numbers that have a word of their own.
    Clip word(int number) const {
        const auto text = [&]() -> std::string {
            if (!numerals_) return tongue_ ? std::to_string(number) : "";
            const auto index = static_cast<std::size_t>(number);
            if (number < 20) return numerals_->to_nineteen.at(index);
            if (number < 100) return numerals_->tens.at(index / 10 - 2);
            if (number < 1000) return numerals_->hundreds.at(index / 100 - 1);
            return numerals_->thousands.at(index / 1000 - 1);
        };
        return clip("number-" + std::to_string(number), text());
    }

    const hall::Language& language_;  // must outlive it
    const Tongue* tongue_;
    const Numerals* numerals_;
};

bool is_spoken(char letter) {
    return letter >= 'A' && letter <= 'Z';
}

}  // namespace

Announcement announcement(const hall::Language& language, const hall::TicketNumber& number,
                          hall::WindowId window) {
    const Lexicon lexicon(language);
    Announcement spoken{lexicon.ticket()};
    for (const char letter : number.letter)
        if (is_spoken(letter)) spoken.push_back(lexicon.letter(letter));
    lexicon.add_number(spoken, number.ordinal);
    spoken.back().ends_phrase = true;
    spoken.push_back(lexicon.window());
    lexicon.add_number(spoken, window.value);
    return spoken;
}

std::vector<Clip> clips_of(const hall::Plan& plan) {
    std::vector<Clip> clips;
    for (const hall::Language& language : plan.languages) {
        if (!numerals_of(language)) continue;
        const Lexicon lexicon(language);
        clips.push_back(lexicon.ticket());
        clips.push_back(lexicon.window());
        std::string letters;
        for (const hall::Service& service : plan.services)
            for (const char letter : service.letter)
                if (is_spoken(letter) && letters.find(letter) == std::string::npos) letters += letter;
        for (const char letter : letters) clips.push_back(lexicon.letter(letter));
        lexicon.add_number_words(clips);
    }
    return clips;
}

std::string speech_voice(const hall::Language& language) {
    const Tongue* tongue = tongue_of(language);
    return tongue ? tongue->voice : "";
}

}  // namespace okno::display
