using MiaIa.Evidence.Screening;

namespace MiaIa.Evidence.Sweeps;

/// <summary>Reads what became of some sets on one day, one behind the other, as often as it is asked for.</summary>
/// <param name="first">Place of the first.</param>
/// <param name="count">How many.</param>
/// <exception cref="Work.EvidenceException">What was kept is damaged.</exception>
internal delegate IEnumerable<SetDay> SetDays(int first, int count);
