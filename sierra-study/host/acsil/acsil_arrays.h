// Views of arrays that belong to the host, as a study sees them.
#pragma once

#include "acsil_datetime.h"

// A view of n elements. An index outside 0 to n-1 is clamped to the nearest end, silently, as in Sierra; an empty
// view answers with a default element.
template <typename T>
class c_ArrayWrapper {
public:
    c_ArrayWrapper() = default;
    explicit c_ArrayWrapper(int) {}

    T& operator[](int index) { return ElementAt(index); }
    const T& operator[](int index) const { return ElementAt(index); }

    T& ElementAt(int index) { return size_ == 0 ? default_ : first_[Clamped(index)]; }
    const T& ElementAt(int index) const { return size_ == 0 ? default_ : first_[Clamped(index)]; }

    int GetArraySize() const { return size_; }
    T* GetPointer() { return first_; }
    const T* GetPointer() const { return first_; }

    // For the host only: where the elements live now.
    void InternalSetArray(T* first, int size) {
        first_ = first;
        size_ = first == nullptr ? 0 : size;
    }

private:
    int Clamped(int index) const { return index < 0 ? 0 : (index >= size_ ? size_ - 1 : index); }

    T* first_ = nullptr;
    int size_ = 0;
    T default_{};
};

// Times of bars; also split into day number and seconds of the day.
class SCDateTimeArray : public c_ArrayWrapper<SCDateTime> {
public:
    int DateAt(int index) const { return ElementAt(index).GetDate(); }
    int TimeAt(int index) const { return ElementAt(index).GetTimeInSeconds(); }
};

typedef SCDateTimeArray& SCDateTimeArrayRef;
typedef c_ArrayWrapper<float> SCFloatArray;
typedef c_ArrayWrapper<float>& SCFloatArrayRef;
typedef const c_ArrayWrapper<float>& SCFloatArrayInRef;
typedef c_ArrayWrapper<uint32_t> SCColorArray;
typedef c_ArrayWrapper<uint32_t>& SCColorArrayRef;
typedef c_ArrayWrapper<SCFloatArray> SCFloatArrayArray;
typedef c_ArrayWrapper<SCFloatArray>& SCBaseDataRef;
