using MiaIa.Engine.Runtime.Ingress;
using MiaIa.Engine.Runtime.OptionInputs;
using MiaIa.V1;

namespace MiaIa.Engine.Runtime.Tests.OptionInputs;

public sealed class OptionRulesTests
{
    private static IEnumerable<OptionInput> SoundInputs =>
        [SampleInputs.Listed(), SampleInputs.Update(), SampleInputs.Print(), SampleInputs.Status(), SampleInputs.History()];

    [TestCaseSource(nameof(SoundInputs))]
    public void Takes_a_sound_input(OptionInput input) => Assert.That(OptionRules.FirstBroken(input, SampleInputs.InForce()), Is.Null);

    [TestCaseSource(typeof(BrokenInputs), nameof(BrokenInputs.Listings))]
    [TestCaseSource(typeof(BrokenInputs), nameof(BrokenInputs.Updates))]
    [TestCaseSource(typeof(BrokenInputs), nameof(BrokenInputs.Others))]
    public void Fault_12_Refuses_an_input_that_breaks_exactly_one_rule_and_names_field_and_value(
        OptionInput input,
        RefusalReason reason,
        string field,
        string value
    )
    {
        var refusal = OptionRules.FirstBroken(input, SampleInputs.InForce());

        Assert.That(refusal, Is.Not.Null);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(refusal.Reason, Is.EqualTo(reason));
            Assert.That(refusal.Field, Is.EqualTo(field));
            Assert.That(refusal.Value, Is.EqualTo(value));
            Assert.That(refusal.Text, Does.StartWith($"{field} = {value}: must be "));
        }
    }

    [Test]
    public void An_update_before_any_listing_is_refused() =>
        Assert.That(
            OptionRules.FirstBroken(SampleInputs.Update(), new ListedChains())?.Text,
            Is.EqualTo("update.listing = 7: must be 0, the listing in force (0 = none)")
        );

    [Test]
    public void Checking_a_sound_update_allocates_nothing()
    {
        var (input, chains) = (SampleInputs.Update(), SampleInputs.InForce());
        OptionRules.FirstBroken(input, chains);
        var before = AllocatedBytes.OfThisThread();
        for (var i = 0; i < 100; i++)
            OptionRules.FirstBroken(input, chains);
        Assert.That(AllocatedBytes.OfThisThread() - before, Is.Zero);
    }
}
