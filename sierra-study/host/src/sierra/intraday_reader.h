// How a study reads the intraday file: with a lock that it takes with the first record and gives back before its call ends. Sierra cannot
// write the file meanwhile, so that breaking this is a fault.
#pragma once

#include "intraday_records.h"
#include "study_fault.h"

namespace miaia::host {

class IntradayReader {
public:
    // 1 while the bar has a record of that number. Throws StudyFault.
    int Read(const IntradayRecords& records, int bar, int sub, s_IntradayRecord& record, IntradayFileLockActionEnum lock) {
        const bool takes = lock == IFLA_LOCK_READ_HOLD || lock == IFLA_LOCK_READ_RELEASE;
        if (takes == holds_)
            throw StudyFault(takes ? "the study locked the intraday file twice" : "the study read the intraday file without a lock");
        holds_ = lock == IFLA_LOCK_READ_HOLD || lock == IFLA_NO_CHANGE;
        return records.At(bar, sub, record) ? 1 : 0;
    }

    // The study's call has ended. Throws StudyFault.
    void EndCall() const {
        if (holds_)
            throw StudyFault("the study kept the lock on the intraday file, which stops Sierra from writing it");
    }

private:
    bool holds_ = false;
};

}  // namespace miaia::host
