import { CONTEXTS, SHOWN } from '../../../domain/notice.ts';
import { useText } from '../../layout/view.ts';
import { Check, Field, Select, TextArea } from '../../ui/field.tsx';
import type { Given } from './given.ts';

interface GivenProps {
  given: Given;
  missing: ReadonlySet<keyof Given>;
}

/** What every notice needs, and what these ones lack. */
export function GivenFields({ given, missing }: GivenProps) {
  const t = useText().report;
  const lacks = (name: keyof Given): boolean => missing.has(name);
  return (
    <div class="stack">
      <div class="fields">
        <Field name="case" label={t.case} value={given.case} maxlength={100} required={lacks('case')} />
        <Field
          name="consentedOn"
          type="date"
          label={t.consentedOn}
          value={given.consentedOn}
          required={lacks('consentedOn')}
        />
      </div>
      <Field
        name="basis"
        label={t.basis}
        hint={t.basisHint}
        value={given.basis}
        maxlength={500}
        required={lacks('basis')}
      />
      <p class="hint">{t.statementsHint}</p>
      <div class="fields">
        <TextArea
          name="nonConsent"
          label={t.nonConsent}
          value={given.nonConsent}
          rows={3}
          maxlength={2000}
          required={lacks('nonConsent')}
        />
        <TextArea
          name="illegality"
          label={t.illegality}
          value={given.illegality}
          rows={3}
          maxlength={2000}
          required={lacks('illegality')}
        />
      </div>
      {lacks('description') ? <Description given={given} required /> : null}
      {lacks('subjectName') ? (
        <Field
          name="subjectName"
          label={t.subjectName}
          hint={t.subjectNameHint}
          value={given.subjectName}
          maxlength={255}
          required
        />
      ) : null}
      {lacks('subjectCountry') ? (
        <Field
          name="subjectCountry"
          label={t.subjectCountry}
          hint={t.countriesHint}
          value={given.subjectCountry}
          maxlength={2}
          required
        />
      ) : null}
      <div>
        <Check name="goodFaith" label={t.goodFaith} checked={given.goodFaith} required={lacks('goodFaith')} />
        <Check name="accuracy" label={t.accuracy} checked={given.accuracy} required={lacks('accuracy')} />
      </div>
    </div>
  );
}

/** What helps a platform to find it and a law to apply, and may be left out. */
export function MoreFields({ given, missing }: GivenProps) {
  const t = useText().report;
  return (
    <div class="stack">
      {missing.has('description') ? null : <Description given={given} />}
      <div class="fields">
        <Select
          name="shown"
          label={t.shown}
          value={given.shown}
          choices={SHOWN.map((value) => ({ value, text: t.shownChoices[value] }))}
        />
        <Select
          name="context"
          label={t.context}
          value={given.context}
          choices={CONTEXTS.map((value) => ({ value, text: t.contextChoices[value] }))}
        />
        <Field
          name="countries"
          label={t.countries}
          hint={t.countriesHint}
          value={given.countries}
          maxlength={60}
        />
      </div>
    </div>
  );
}

function Description({ given, required }: { given: Given; required?: boolean | undefined }) {
  const t = useText().report;
  return (
    <TextArea
      name="description"
      label={t.description}
      hint={t.descriptionHint}
      value={given.description}
      rows={2}
      maxlength={2000}
      required={required}
    />
  );
}
