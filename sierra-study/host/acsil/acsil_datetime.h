// Sierra's time: whole microseconds since 1899-12-30 00:00.
#pragma once

#include <cmath>
#include <cstdint>
#include <ctime>

namespace acsil_time {
constexpr int64_t kMicrosecondsPerSecond = 1000000;
constexpr int64_t kMicrosecondsPerDay = 86400 * kMicrosecondsPerSecond;
// 1970-01-01 is day 25569 of Sierra's calendar.
constexpr int64_t kUnixEpochDays = 25569;
constexpr int64_t kUnixEpochMicroseconds = kUnixEpochDays * kMicrosecondsPerDay;

// Days from 1970-01-01 to a date of the Gregorian calendar (era arithmetic over 400-year cycles from 1 March).
constexpr int64_t DaysSinceUnixEpoch(int year, int month, int day) {
    const int64_t y = month <= 2 ? year - 1 : year;
    const int64_t era = (y >= 0 ? y : y - 399) / 400;
    const int64_t yearOfEra = y - era * 400;
    const int64_t dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719468;
}
}  // namespace acsil_time

class SCDateTime {
public:
    SCDateTime() = default;
    // Days and fraction of a day, the form that Sierra used before it counted microseconds.
    SCDateTime(double days) { *this = days; }
    SCDateTime(int date, int timeInSeconds)
        : microseconds_(date * acsil_time::kMicrosecondsPerDay + timeInSeconds * acsil_time::kMicrosecondsPerSecond) {}
    SCDateTime(int year, int month, int day, int hour, int minute, int second) {
        SetDateTimeYMDHMS(year, month, day, hour, minute, second);
    }

    SCDateTime& operator=(double days) {
        microseconds_ = static_cast<int64_t>(std::llround(days * static_cast<double>(acsil_time::kMicrosecondsPerDay)));
        return *this;
    }
    SCDateTime& operator+=(const SCDateTime& other) {
        microseconds_ += other.microseconds_;
        return *this;
    }
    SCDateTime& operator-=(const SCDateTime& other) {
        microseconds_ -= other.microseconds_;
        return *this;
    }
    SCDateTime operator+(const SCDateTime& other) const { return SCDateTime(*this) += other; }
    SCDateTime operator-(const SCDateTime& other) const { return SCDateTime(*this) -= other; }

    bool operator==(const SCDateTime& other) const { return microseconds_ == other.microseconds_; }
    bool operator!=(const SCDateTime& other) const { return microseconds_ != other.microseconds_; }
    bool operator<(const SCDateTime& other) const { return microseconds_ < other.microseconds_; }
    bool operator<=(const SCDateTime& other) const { return microseconds_ <= other.microseconds_; }
    bool operator>(const SCDateTime& other) const { return microseconds_ > other.microseconds_; }
    bool operator>=(const SCDateTime& other) const { return microseconds_ >= other.microseconds_; }

    void Clear() { microseconds_ = 0; }
    bool IsUnset() const { return microseconds_ == 0; }
    bool IsDateSet() const { return GetDate() != 0; }

    // Days since 1899-12-30, and the time of that day.
    int GetDate() const { return static_cast<int>(microseconds_ / acsil_time::kMicrosecondsPerDay); }
    int GetTimeInSeconds() const { return static_cast<int>(MicrosecondOfDay() / acsil_time::kMicrosecondsPerSecond); }
    int GetTimeInMilliseconds() const { return static_cast<int>(MicrosecondOfDay() / 1000); }
    int GetHour() const { return GetTimeInSeconds() / 3600; }
    int GetMinute() const { return GetTimeInSeconds() / 60 % 60; }
    int GetSecond() const { return GetTimeInSeconds() % 60; }
    int GetMillisecond() const { return GetTimeInMilliseconds() % 1000; }
    int GetMicrosecond() const { return static_cast<int>(MicrosecondOfDay() % acsil_time::kMicrosecondsPerSecond); }
    double GetAsDouble() const { return static_cast<double>(microseconds_) / static_cast<double>(acsil_time::kMicrosecondsPerDay); }

    int64_t AsMicrosecondsSinceBaseDate() const { return microseconds_; }
    int64_t AsMillisecondsSinceBaseDate() const { return microseconds_ / 1000; }
    int64_t AsSecondsSinceBaseDate() const { return microseconds_ / acsil_time::kMicrosecondsPerSecond; }

    time_t ToUNIXTime() const { return static_cast<time_t>(ToUNIXTimeInMicroseconds() / acsil_time::kMicrosecondsPerSecond); }
    int64_t ToUNIXTimeInMilliseconds() const { return ToUNIXTimeInMicroseconds() / 1000; }
    int64_t ToUNIXTimeInMicroseconds() const { return microseconds_ - acsil_time::kUnixEpochMicroseconds; }
    void SetFromUNIXTimeMilliseconds(int64_t milliseconds) { SetFromUNIXTimeMicroseconds(milliseconds * 1000); }
    void SetFromUNIXTimeMicroseconds(int64_t microseconds) { microseconds_ = microseconds + acsil_time::kUnixEpochMicroseconds; }

    SCDateTime& SetDateTimeYMDHMS(int year, int month, int day, int hour, int minute, int second) {
        const int64_t days = acsil_time::DaysSinceUnixEpoch(year, month, day) + acsil_time::kUnixEpochDays;
        microseconds_ =
            days * acsil_time::kMicrosecondsPerDay + (hour * 3600LL + minute * 60LL + second) * acsil_time::kMicrosecondsPerSecond;
        return *this;
    }
    SCDateTime& AddMicroseconds(int64_t microseconds) {
        microseconds_ += microseconds;
        return *this;
    }
    SCDateTime& AddMilliseconds(int milliseconds) { return AddMicroseconds(milliseconds * 1000LL); }
    SCDateTime& AddSeconds(int seconds) { return AddMicroseconds(seconds * acsil_time::kMicrosecondsPerSecond); }
    SCDateTime& AddMinutes(int minutes) { return AddMicroseconds(minutes * 60 * acsil_time::kMicrosecondsPerSecond); }
    SCDateTime& AddDays(int days) { return AddMicroseconds(days * acsil_time::kMicrosecondsPerDay); }

    static SCDateTime DAYS(int days) { return MICROSECONDS(days * acsil_time::kMicrosecondsPerDay); }
    static SCDateTime HOURS(int hours) { return MICROSECONDS(hours * 3600 * acsil_time::kMicrosecondsPerSecond); }
    static SCDateTime MINUTES(int minutes) { return MICROSECONDS(minutes * 60 * acsil_time::kMicrosecondsPerSecond); }
    static SCDateTime SECONDS(int seconds) { return MICROSECONDS(seconds * acsil_time::kMicrosecondsPerSecond); }
    static SCDateTime MILLISECONDS(int64_t milliseconds) { return MICROSECONDS(milliseconds * 1000); }
    static SCDateTime MICROSECONDS(int64_t microseconds) {
        SCDateTime time;
        time.microseconds_ = microseconds;
        return time;
    }

private:
    int64_t MicrosecondOfDay() const { return microseconds_ % acsil_time::kMicrosecondsPerDay; }

    int64_t microseconds_ = 0;
};

// The same type since times are counted in microseconds; the name says that the milliseconds count.
typedef SCDateTime SCDateTimeMS;
