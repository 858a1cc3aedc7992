/** Answers under the shipped rules of a product in scope, one of which sets duties aside. */
export const SETS_ASIDE = {
  'org.roles': ['app_provider'],
  'service.generates_content': true,
  'service.offered_to_prc_public': true,
  'service.audience': 'open_public',
  'training_data.personal_info': false,
};
