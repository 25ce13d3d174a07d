import { useText } from '../../layout/view.ts';
import { Callout } from '../../ui/callout.tsx';
import { Choices, Field, TextArea } from '../../ui/field.tsx';
import { Form } from '../../ui/form.tsx';
import { Heading } from '../../ui/heading.tsx';

export interface StartModel {
  readonly text: string;
  readonly case: string;
  readonly age: string;
  /** What keeps it from being looked at: keys of `t.report`. */
  readonly faults: readonly ('nothingFound' | 'needCase' | 'needAge')[];
}

/** Step one: paste, say whose case, say how old. */
export function StartView({ text, case: reference, age, faults }: StartModel) {
  const t = useText().report;
  const fault = (name: StartModel['faults'][number]): string | undefined =>
    faults.includes(name) ? t[name] : undefined;
  return (
    <>
      <Heading title={t.title} intro={t.intro} />
      {faults.length === 0 ? null : (
        <Callout tone="bad" role="alert">
          {faults.map((one) => (
            <p>{t[one]}</p>
          ))}
        </Callout>
      )}
      <Form action="/report" class="card stack report" multipart>
        <div data-drop="file">
          <TextArea
            name="text"
            label={t.addresses}
            hint={t.addressesHint}
            rows={8}
            value={text}
            spellcheck={false}
            error={fault('nothingFound')}
          />
        </div>
        <div class="field">
          <label for="file">{t.file}</label>
          <p class="hint" id="file-hint">
            {t.fileHint}
          </p>
          <input id="file" type="file" name="file" accept=".csv,text/csv" aria-describedby="file-hint" />
        </div>
        <div class="fields">
          <Field
            name="case"
            label={t.case}
            hint={t.caseHint}
            value={reference}
            maxlength={100}
            error={fault('needCase')}
          />
          <Choices
            name="age"
            label={t.age}
            value={age}
            error={fault('needAge')}
            choices={[
              { value: 'adult', text: t.adult, hint: t.adultHint },
              { value: 'minor', text: t.minor, hint: t.minorHint },
            ]}
          />
        </div>
        <button type="submit" class="button button-main">
          {t.look}
        </button>
      </Form>
    </>
  );
}
