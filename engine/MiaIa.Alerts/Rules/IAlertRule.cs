using MiaIa.Alerts.Facts;

namespace MiaIa.Alerts.Rules;

/// <summary>Says what is wrong by what is known. A rule may remember; it knows no clock but that of the facts.</summary>
public interface IAlertRule
{
    /// <summary>Asked once a second.</summary>
    /// <param name="facts">What is known now.</param>
    /// <param name="findings">Takes what is seen.</param>
    void Judge(EngineFacts facts, Findings findings);
}
